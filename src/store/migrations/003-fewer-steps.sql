-- What whoever changes a plan must know of it, once nobody else changes it: in one step, since others wait meanwhile.
create function entente.hold_plan(the_plan text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended(the_plan, 1));
  -- A statement of its own, so that it sees what whoever held the plan before has written.
  return (
    select pg_catalog.jsonb_build_object(
      'seq', p.last_seq, 'hash', p.last_hash, 'sensitive', p.sensitive,
      'name', (select w.name from entente.people w where w.id = entente.me()),
      'see', (select s.see from entente.sights s where s.plan = p.id and s.person = entente.me()),
      'grants', (
        select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('role', g.role, 'agency', g.agency, 'partner', g.partner))
        from entente.grants g where g.plan = p.id and g.person = entente.me()),
      'branches', (
        select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('id', b.id, 'base', b.base, 'last', b.last, 'state', b.state)
          order by b.place)
        from entente.branches b where b.plan = p.id))
    from entente.plans p
    where p.id = the_plan and exists (
      select from entente.grants g where g.plan = p.id and g.person = entente.me()));
end $$;

-- Adds a change and its first edits to the log, and tells everybody, with the rights of who makes it.
create function entente.append_change(change jsonb, edits jsonb, channel text, told text) returns void
language plpgsql volatile set search_path = '' as $$
begin
  insert into entente.changes (plan, seq, branch, kind, author, author_name, at, recorded_by, reason, undoes, about,
    edit_count, previous_hash, hash)
  select c.plan, c.seq, c.branch, c.kind, c.author, c.author_name, c.at, c.recorded_by, c.reason, c.undoes, c.about,
    c.edit_count, c.previous_hash, c.hash
  from pg_catalog.jsonb_to_record(change) as c(plan text, seq bigint, branch text, kind text, author text,
    author_name text, at text, recorded_by text, reason text, undoes bigint, about text, edit_count integer,
    previous_hash text, hash text);
  insert into entente.edits (plan, seq, place, branch, table_name, row_id, fields, befores, afters)
  select change ->> 'plan', (change ->> 'seq')::bigint, n.place, change ->> 'branch', n.table_name, n.row_id, n.fields,
    n.befores, n.afters
  from pg_catalog.jsonb_to_recordset(edits) as n(place integer, table_name text, row_id text, fields text[],
    befores text[], afters text[]);
  perform pg_catalog.pg_notify(channel, told);
end $$;

-- In a plan of which every row is public, what was just written is public, too.
create function entente.publish(the_plan text, the_branch text, first_seq bigint, last_seq bigint, made jsonb) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  the_table text;
  ids text[];
begin
  -- Whoever makes a row other than public holds the plan, so that it stays as it is found now.
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended(the_plan, 1));
  if (select p.sensitive from entente.plans p where p.id = the_plan) then
    raise exception 'not every row of the plan is public' using errcode = '42501';
  end if;
  update entente.edits set level = 0 where plan = the_plan and seq between first_seq and last_seq and level > 0;
  update entente.changes set level = 0 where plan = the_plan and seq between first_seq and last_seq and level > 0;
  for the_table, ids in
    select m.key, array(select pg_catalog.jsonb_array_elements_text(m.value)) from pg_catalog.jsonb_each(made) m
  loop
    execute pg_catalog.format(
      'update plan.%I set _level = 0, _list_level = 0 where _plan = $1 and _branch = $2 and id = any($3::text[])', the_table
    ) using the_plan, the_branch, ids;
  end loop;
end $$;
