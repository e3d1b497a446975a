-- What whoever changes a plan for several people at once must know of it, once nobody else changes it. For the program alone.
create function entente.hold_plan_for(the_plan text, the_people text[]) returns jsonb
language plpgsql volatile set search_path = '' as $$
begin
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended(the_plan, 1));
  -- A statement of its own, so that it sees what whoever held the plan before has written.
  return (
    select pg_catalog.jsonb_build_object(
      'seq', p.last_seq, 'hash', p.last_hash,
      'branches', (
        select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('id', b.id, 'base', b.base, 'last', b.last, 'state', b.state)
          order by b.place)
        from entente.branches b where b.plan = p.id),
      'people', (
        select pg_catalog.jsonb_object_agg(w.id, pg_catalog.jsonb_build_object(
          'name', w.name,
          'see', (select s.see from entente.sights s where s.plan = p.id and s.person = w.id),
          'grants', (
            select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('role', g.role, 'agency', g.agency, 'partner', g.partner))
            from entente.grants g where g.plan = p.id and g.person = w.id)))
        from entente.people w where w.id = any(the_people)))
    from entente.plans p where p.id = the_plan);
end $$;

-- Changes cells of rows of `main`, each with the rights of who asked for it, and adds each change to the log. One that its
-- person may not make ends all of them; then each is tried by itself. For the program alone.
create function entente.make_changes(changes jsonb, channel text) returns void
language plpgsql volatile set search_path = '' as $$
declare
  one jsonb;
  part jsonb;
  cells text;
  written integer;
begin
  perform pg_catalog.set_config('role', 'entente_person', true);
  for one in select c.value from pg_catalog.jsonb_array_elements(changes) c loop
    perform pg_catalog.set_config('entente.person', one -> 'change' ->> 'recorded_by', true);
    for part in select r.value from pg_catalog.jsonb_array_elements(one -> 'rows') r loop
      select pg_catalog.string_agg(pg_catalog.format('%1$I = n.%1$I', k.name), ', ') into cells
      from pg_catalog.jsonb_object_keys(part -> 'cells') k (name);
      execute pg_catalog.format(
        'update plan.%1$I t set _version = $1, %2$s from pg_catalog.jsonb_populate_record(null::plan.%1$I, $2) n
         where t._plan = $3 and t._branch = ''main'' and t.id = $4 and not t._gone', part ->> 'table', cells
      ) using (one -> 'change' ->> 'seq')::bigint, part -> 'cells', one -> 'change' ->> 'plan', part ->> 'id';
      get diagnostics written = row_count;
      if written <> 1 then
        raise exception 'a row that the person may not change' using errcode = '42501';
      end if;
    end loop;
    perform entente.append_change(one -> 'change', one -> 'edits', channel, one ->> 'told');
  end loop;
  perform pg_catalog.set_config('role', 'none', true);
  -- An edit of a cell is as sensitive as its row, and a change as the least sensitive of its edits.
  update entente.edits e set level = (g.value ->> 'level')::smallint
  from pg_catalog.jsonb_array_elements(changes) c, pg_catalog.jsonb_array_elements(c.value -> 'edits') g
  where e.plan = c.value -> 'change' ->> 'plan' and e.seq = (c.value -> 'change' ->> 'seq')::bigint
    and e.place = (g.value ->> 'place')::integer;
  update entente.changes l set level = (
    select min((g.value ->> 'level')::smallint) from pg_catalog.jsonb_array_elements(c.value -> 'edits') g)
  from pg_catalog.jsonb_array_elements(changes) c
  where l.plan = c.value -> 'change' ->> 'plan' and l.seq = (c.value -> 'change' ->> 'seq')::bigint;
end $$;

revoke execute on function entente.hold_plan_for(text, text[]), entente.make_changes(jsonb, text) from public;
