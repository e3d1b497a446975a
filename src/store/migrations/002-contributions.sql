-- Whether a row of `plan` in a branch is mine to write: it, or the initiative to which it belongs.
create function entente.may_write_initiative(the_plan text, the_branch text, the_initiative text) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce((
    select not i._gone and entente.is_mine(i._plan, i.agency, i.partner) from plan.initiatives i
    where i._plan = the_plan and i._branch in (the_branch, 'main') and i.id = the_initiative
    order by i._branch = the_branch desc limit 1
  ), false)
$$;
create function entente.may_write_package(the_plan text, the_branch text, the_package text) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce((
    select not p._gone and entente.may_write_initiative(p._plan, the_branch, p.initiative) from plan.packages p
    where p._plan = the_plan and p._branch in (the_branch, 'main') and p.id = the_package
    order by p._branch = the_branch desc limit 1
  ), false)
$$;

-- Whether an edit of this row may be written into the log, as the row stands when its edit is written.
create function entente.may_log(the_plan text, the_branch text, the_table text, the_row text) returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  if the_table = 'initiatives' then
    return entente.may_write_initiative(the_plan, the_branch, the_row);
  elsif the_table = 'packages' then
    return entente.may_write_package(the_plan, the_branch, the_row);
  elsif the_table = 'lines' then
    return coalesce((
      select not l._gone and entente.may_write_package(l._plan, the_branch, l.package) from plan.lines l
      where l._plan = the_plan and l._branch in (the_branch, 'main') and l.id = the_row
      order by l._branch = the_branch desc limit 1
    ), false);
  elsif the_table = 'effects' then
    return coalesce((
      select not e._gone and entente.may_write_initiative(e._plan, the_branch, e.initiative) from plan.effects e
      where e._plan = the_plan and e._branch in (the_branch, 'main') and e.id = the_row
      order by e._branch = the_branch desc limit 1
    ), false);
  elsif the_table = 'links' then
    return coalesce((
      select not k._gone and entente.may_write_initiative(k._plan, the_branch, k.initiative) from plan.links k
      where k._plan = the_plan and k._branch in (the_branch, 'main') and k.id = the_row
      order by k._branch = the_branch desc limit 1
    ), false);
  end if;
  return false;
end $$;

-- The change that I write in this very transaction; only it takes edits.
create function entente.my_open_changes() returns table (plan text, seq bigint, branch text)
language sql stable security definer set search_path = '' rows 1 as $$
  select c.plan, c.seq, c.branch
  from entente.plans p join entente.changes c on c.plan = p.id and c.seq = p.last_seq
  where c.recorded_by = entente.me() and c.xmin = pg_catalog.pg_current_xact_id()::xid
$$;

create policy make on entente.edits for insert to entente_person with check (
  (plan, seq, branch) in (select plan, seq, branch from entente.my_open_changes())
  and (plan in (select entente.my_whole_plans()) or entente.may_log(plan, branch, table_name, row_id))
);
