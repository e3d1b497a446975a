-- What a row says: its cells, without what the store keeps beside them.
create function entente.words_of(the_row jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  select coalesce(pg_catalog.jsonb_object_agg(e.key, e.value), '{}')
  from pg_catalog.jsonb_each(the_row) e where e.value <> 'null' and pg_catalog.left(e.key, 1) <> '_'
$$;

-- Whether this very comment, every cell of it, stands in a branch (in any but one, where none is named) and I see it there.
-- Words that move to another row, or lose who may see them, are not what somebody said.
create function entente.is_said_in(the_plan text, the_source text, not_in text, the_row jsonb) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from plan.comments c
    where c._plan = the_plan and c.id = the_row ->> 'id' and not c._gone
      and c._branch <> not_in and c._branch = coalesce(the_source, c._branch)
      and c._level <= (select s.see from entente.my_sights() s where s.plan = the_plan)
      and entente.words_of(pg_catalog.to_jsonb(c)) = entente.words_of(the_row)
  )
$$;

-- Takes the rule of new comments with it, which compared fewer cells; the plan's tables are given theirs anew after this.
drop function entente.may_comment(text, text, text, text, text, text, text) cascade;
drop function entente.is_said_elsewhere(text, text, text, text, text);

-- Whether I may add a comment: I say it myself of a row that I see; or I take over what somebody said in another branch.
-- That this is done by a merge is told by the log, into which each edit is written after its row.
create function entente.may_comment(the_plan text, the_branch text, the_row jsonb) returns boolean
language sql stable security definer set search_path = '' as $$
  select the_plan in (select entente.my_written_plans()) and (
    (entente.is_me(the_row ->> 'author')
      and entente.sees_place(the_plan, the_branch, the_row ->> 'on_table', the_row ->> 'on_row'))
    or (the_plan in (select entente.my_whole_plans()) and entente.is_said_in(the_plan, null, the_branch, the_row))
    -- Whoever takes in a plan with its scenarios takes in what was said in them.
    or (the_branch <> 'main' and the_plan in (select entente.my_administered_plans()))
  )
$$;

-- The scenario that the last change of a plan takes into a branch; none where that change is no merge.
create function entente.merged_now(the_plan text, the_branch text) returns text
language sql stable security definer set search_path = '' as $$
  select c.about::jsonb #>> '{merge,branch}'
  from entente.plans p join entente.changes c on c.plan = p.id and c.seq = p.last_seq
  where p.id = the_plan and c.branch = the_branch and c.kind = 'merge'
$$;

-- Whether an edit may be written into the log, as its row stands when it is written.
create or replace function entente.may_log_row(the_plan text, the_branch text, the_table text, the_row text) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  said jsonb;
begin
  if the_table <> 'comments' then
    return entente.may_log_case(the_plan, the_branch, the_table, the_row);
  end if;
  select pg_catalog.to_jsonb(c) into said from plan.comments c
  where c._plan = the_plan and c._branch = the_branch and c.id = the_row and not c._gone;
  if said is null or not entente.may_comment(the_plan, the_branch, said) then return false; end if;
  return the_branch <> 'main'
    or (entente.is_me(said ->> 'author')
      and entente.sees_place(the_plan, the_branch, said ->> 'on_table', said ->> 'on_row'))
    or coalesce(entente.is_said_in(
      the_plan, coalesce(entente.merged_now(the_plan, the_branch), ''), the_branch, said), false);
end $$;

-- As in 012. It runs with the rights of whoever asks, on purpose: of changes that are withheld from somebody they are
-- not told that there are any, so that for them an allocation is as good as what they see of its plan.
create or replace function entente.changed_since(the_plan text, the_branch text, the_seq bigint) returns boolean
language sql stable set search_path = '' as $$
  select exists (
    select from entente.branches b join entente.changes c on c.plan = b.plan and c.seq > the_seq
      and (c.branch = b.id or (c.branch = 'main' and c.seq <= b.base))
    where b.plan = the_plan and b.id = the_branch and (c.edit_count = 0 or exists (
      select from entente.edits e where e.plan = c.plan and e.seq = c.seq and e.table_name <> 'comments'))
  )
$$;
