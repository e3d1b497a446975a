-- Whether a branch has changed after a change of the log by anything but what people said: words change no allocation.
create function entente.changed_since(the_plan text, the_branch text, the_seq bigint) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from entente.branches b join entente.changes c on c.plan = b.plan and c.seq > the_seq
      and (c.branch = b.id or (c.branch = 'main' and c.seq <= b.base))
    where b.plan = the_plan and b.id = the_branch and (c.edit_count = 0 or exists (
      select from entente.edits e where e.plan = c.plan and e.seq = c.seq and e.table_name <> 'comments'))
  )
$$;
