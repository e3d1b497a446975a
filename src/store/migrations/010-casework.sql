-- Processes of casework as the law's files state them: the department of each office, and the acts that are decisions.
create table entente.processes (
  code text primary key,
  departments jsonb not null,
  -- Offices outside the executive departments, such as committees or the partner: others record what they did.
  outside text[] not null,
  decisions text[] not null
);
alter table entente.processes enable row level security;

-- The department that an agency is of, whatever it is called: `Defense`, `DoD`, `Department of Defense`, `Defense (DSCA)`.
create function entente.department_of(agency text) returns text
language sql immutable set search_path = '' as $$
  select case named when 'dod' then 'defense' when 'dhs' then 'homeland security' when 'doj' then 'justice' else named end
  from (select pg_catalog.regexp_replace(pg_catalog.lower(pg_catalog.btrim(agency)), '^(the )?department of |\s*\(.*$', '', 'g')) n (named)
$$;

-- Departments for whose offices I act in a plan, and for which partner; none for any. Administrators act for all.
create function entente.my_departments(the_plan text) returns table (department text, partner text)
language sql stable security definer set search_path = '' rows 3 as $$
  select entente.department_of(g.agency), g.partner from entente.grants g
  where g.plan = the_plan and g.person = entente.me() and g.role <> 'viewer' and g.agency is not null
$$;

-- Whether I may do something in a case for an office: it is of my department, and decisions are for who decides.
-- What an office outside did is recorded by whoever has a part in the case.
create function entente.may_act(the_plan text, the_branch text, the_case text, the_office text, the_act text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from plan.cases c
    where c._plan = the_plan and c._branch in (the_branch, 'main') and c.id = the_case and not c._gone
      and c._level <= (select s.see from entente.my_sights() s where s.plan = the_plan)
      and (
        the_plan in (select entente.my_administered_plans())
        or exists (
          select from entente.processes p join entente.my_departments(the_plan) d on d.department = p.departments ->> the_office
          where p.code = c.process and (d.partner is null or d.partner = c.partner)
            and (not the_act = any (p.decisions) or the_plan in (select entente.my_whole_plans()))
        )
        or exists (
          select from entente.processes p join entente.my_departments(the_plan) d
            on d.department in (select o.value from pg_catalog.jsonb_each_text(p.departments) o)
          where p.code = c.process and (d.partner is null or d.partner = c.partner) and the_office = any (p.outside)
        )
      )
  )
$$;

-- Whether I have a part in a case: an office of its process is of my department, or I may write every row.
create function entente.may_join(the_plan text, the_branch text, the_case text) returns boolean
language sql stable security definer set search_path = '' as $$
  select the_plan in (select entente.my_whole_plans()) or exists (
    select from plan.cases c join entente.processes p on p.code = c.process
      join entente.my_departments(the_plan) d on d.department in (select o.value from pg_catalog.jsonb_each_text(p.departments) o)
    where c._plan = the_plan and c._branch in (the_branch, 'main') and c.id = the_case and not c._gone
      and c._level <= (select s.see from entente.my_sights() s where s.plan = the_plan)
      and (d.partner is null or d.partner = c.partner)
  )
$$;

-- Whether a case of this process, opened by this office, is mine to open or to name.
create function entente.may_open(the_plan text, the_process text, the_office text, the_partner text) returns boolean
language sql stable security definer set search_path = '' as $$
  select the_plan in (select entente.my_whole_plans()) or exists (
    select from entente.processes p join entente.my_departments(the_plan) d on d.department = p.departments ->> the_office
    where p.code = the_process and (d.partner is null or d.partner = the_partner)
  )
$$;

-- The offices for which I act, and in the cases of which partner; none for all.
create function entente.my_offices(the_plan text) returns table (process text, office text, partner text)
language sql stable security definer set search_path = '' rows 50 as $$
  select p.code, o.key, null::text from entente.processes p, pg_catalog.jsonb_each_text(p.departments) o
  where the_plan in (select entente.my_administered_plans())
  union
  select p.code, o.key, d.partner
  from entente.processes p, pg_catalog.jsonb_each_text(p.departments) o, entente.my_departments(the_plan) d
  where d.department = o.value
  union
  select p.code, x.office, d.partner
  from entente.processes p, unnest(p.outside) x (office), entente.my_departments(the_plan) d
  where d.department in (select o.value from pg_catalog.jsonb_each_text(p.departments) o)
$$;

create function entente.is_me(the_author text) returns boolean
language sql stable security definer set search_path = '' as $$
  select the_author = entente.me() or the_author = (select p.name from entente.people p where p.id = entente.me())
$$;

-- Whether an event may be added: to the plan by who did it; to a scenario, which assumes it, by anybody who may write.
create function entente.may_add_event(the_plan text, the_branch text, the_case text, the_office text, the_act text,
  the_author text, is_assumed boolean) returns boolean
language sql stable security definer set search_path = '' as $$
  select case when the_branch = 'main'
    then not coalesce(is_assumed, false) and entente.is_me(the_author)
      and entente.may_act(the_plan, the_branch, the_case, the_office, the_act)
    else the_plan in (select entente.my_written_plans()) end
$$;

-- A case in which something happened is not ended, and stays about what it is about.
create function entente.guard_case() returns trigger language plpgsql as $$
begin
  if current_user <> 'entente_person' then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op = 'UPDATE' and (new.process, new.kind, new.partner, new.initiative, new.transfer, new.unit, new.condition, new.opened_on)
    is not distinct from (old.process, old.kind, old.partner, old.initiative, old.transfer, old.unit, old.condition, old.opened_on)
  then
    return new;
  end if;
  if entente.has_happened(old._plan, old.id) then
    raise exception 'a case in which something happened stays' using errcode = '42501';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;

create function entente.has_happened(the_plan text, the_case text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from plan.events e where e._plan = the_plan and e._branch = 'main' and e."case" = the_case)
$$;

-- Whether an edit of a row of casework may be written into the log, as the row stands when its edit is written.
create function entente.may_log_case(the_plan text, the_branch text, the_table text, the_row text) returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  if the_table = 'events' then
    return coalesce((
      select not e._gone and case when the_branch = 'main'
        then entente.may_add_event(e._plan, the_branch, e."case", e.office, e.event, e.author, e.assumed)
        else e._plan in (select entente.my_written_plans()) end
      from plan.events e where e._plan = the_plan and e._branch = the_branch and e.id = the_row
    ), false);
  elsif the_table = 'evidence' then
    return coalesce((
      select not e._gone and entente.may_join(e._plan, the_branch, e."case") from plan.evidence e
      where e._plan = the_plan and e._branch in (the_branch, 'main') and e.id = the_row
      order by e._branch = the_branch desc limit 1
    ), false);
  elsif the_table = 'notices' then
    return coalesce((
      select not n._gone and entente.may_join(n._plan, the_branch, n."case") from plan.notices n
      where n._plan = the_plan and n._branch in (the_branch, 'main') and n.id = the_row
      order by n._branch = the_branch desc limit 1
    ), false);
  elsif the_table = 'cases' then
    return coalesce((
      select not c._gone and entente.may_open(c._plan, c.process, c.owner, c.partner) from plan.cases c
      where c._plan = the_plan and c._branch in (the_branch, 'main') and c.id = the_row
      order by c._branch = the_branch desc limit 1
    ), false);
  end if;
  return entente.may_log(the_plan, the_branch, the_table, the_row);
end $$;

drop policy make on entente.edits;
create policy make on entente.edits for insert to entente_person with check (
  (plan, seq, branch) in (select plan, seq, branch from entente.my_open_changes())
  and ((table_name <> 'events' and plan in (select entente.my_whole_plans()))
    or entente.may_log_case(plan, branch, table_name, row_id))
);
