-- Whether this very comment stands in another branch, from which it is taken over.
create function entente.is_said_elsewhere(the_plan text, the_branch text, the_id text, the_author text, the_text text)
returns boolean language sql stable security definer set search_path = '' as $$
  select exists (
    select from plan.comments c
    where c._plan = the_plan and c._branch <> the_branch and c.id = the_id and not c._gone
      and c.author = the_author and c.text = the_text
  )
$$;

-- Whether I see the row that a comment is about. A table that is none has no rows.
create function entente.sees_place(the_plan text, the_branch text, the_table text, the_row text) returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  if pg_catalog.to_regclass(pg_catalog.format('plan.%I', the_table)) is null then return false; end if;
  return entente.is_seen(the_plan, the_branch, the_table, the_row);
end $$;

-- Whether I may add a comment: I say it myself of a row that I see; or I take over what somebody said in another branch.
create function entente.may_comment(the_plan text, the_branch text, the_table text, the_row text, the_id text,
  the_author text, the_text text) returns boolean
language sql stable security definer set search_path = '' as $$
  select the_plan in (select entente.my_written_plans()) and (
    (entente.is_me(the_author) and entente.sees_place(the_plan, the_branch, the_table, the_row))
    or (the_plan in (select entente.my_whole_plans())
      and entente.is_said_elsewhere(the_plan, the_branch, the_id, the_author, the_text))
    -- Whoever takes in a plan with its scenarios takes in what was said in them.
    or (the_branch <> 'main' and the_plan in (select entente.my_administered_plans()))
  )
$$;

-- Whether an edit may be written into the log, as its row stands when it is written.
create function entente.may_log_row(the_plan text, the_branch text, the_table text, the_row text) returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  if the_table <> 'comments' then
    return entente.may_log_case(the_plan, the_branch, the_table, the_row);
  end if;
  return coalesce((
    select not c._gone and entente.may_comment(c._plan, the_branch, c.on_table, c.on_row, c.id, c.author, c.text)
    from plan.comments c where c._plan = the_plan and c._branch = the_branch and c.id = the_row
  ), false);
end $$;

drop policy make on entente.edits;
create policy make on entente.edits for insert to entente_person with check (
  (plan, seq, branch) in (select plan, seq, branch from entente.my_open_changes())
  and ((table_name not in ('events', 'comments') and plan in (select entente.my_whole_plans()))
    or entente.may_log_row(plan, branch, table_name, row_id))
);

-- Those who have a part in a plan in which I have one, so that they can be spoken to.
create function entente.colleagues(the_plan text) returns table (id text, name text)
language sql stable security definer set search_path = '' as $$
  select p.id, p.name from entente.people p
  where exists (select from entente.grants g where g.plan = the_plan and g.person = p.id)
    and exists (select from entente.grants g where g.plan = the_plan and g.person = entente.me())
  order by p.name, p.id
$$;
