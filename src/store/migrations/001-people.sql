-- Everything of ours stands in `entente`, the rows of plans in `plan`, and what a person may see of them in `seen`.
create schema plan;
create schema seen;
grant usage on schema entente, plan, seen to entente_person;

create table entente.people (
  id text primary key,
  name text not null,
  email text unique,
  may_create boolean not null default false,
  created_at timestamptz not null default now()
);

-- Who a person is to a provider of sign-in.
create table entente.identities (
  issuer text not null,
  subject text not null,
  person text not null references entente.people (id) on delete cascade,
  primary key (issuer, subject)
);

create table entente.sessions (
  token_hash text primary key,
  person text not null references entente.people (id) on delete cascade,
  csrf text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index sessions_expiry on entente.sessions (expires_at);

create table entente.plans (
  id text primary key,
  format smallint not null default 1,
  title text not null,
  description text not null,
  as_of date not null,
  first_fiscal_year smallint not null,
  last_fiscal_year smallint not null,
  recommended_scenario text,
  last_seq bigint not null default 0,
  last_hash text not null,
  changed_at text,
  -- Whether a row of it ever was other than public; without any, rights need no look at other rows.
  sensitive boolean not null default false
);

create table entente.branches (
  plan text not null references entente.plans (id) on delete cascade,
  id text not null,
  place integer not null,
  title text not null,
  description text not null,
  tests jsonb not null default '[]',
  base bigint not null,
  last bigint not null default 0,
  state text not null default 'open' check (state in ('open', 'merged', 'dropped')),
  primary key (plan, id)
);

create table entente.grants (
  plan text not null references entente.plans (id) on delete cascade,
  person text not null references entente.people (id) on delete cascade,
  role text not null check (role in ('viewer', 'contributor', 'planner', 'decision_maker', 'administrator')),
  agency text,
  partner text
);
create unique index grants_once on entente.grants (plan, person, role, coalesce(agency, ''), coalesce(partner, ''));
create index grants_person on entente.grants (person);

-- The most sensitive rows that a person sees: 0 public, 1 internal, 2 restricted.
create table entente.sights (
  plan text not null references entente.plans (id) on delete cascade,
  person text not null references entente.people (id) on delete cascade,
  see smallint not null check (see between 0 and 2),
  primary key (plan, person)
);

-- Who asks, as the transaction says; nobody where it does not.
create function entente.me() returns text language sql stable as
  $$ select current_setting('entente.person', true) $$;

create function entente.my_sights() returns table (plan text, see smallint)
language sql stable security definer set search_path = '' rows 10 as $$
  select g.plan, coalesce(max(s.see), 0)::smallint
  from entente.grants g left join entente.sights s on s.plan = g.plan and s.person = g.person
  where g.person = entente.me()
  group by g.plan
$$;

create function entente.my_levels() returns table (plan text, level smallint)
language sql stable security definer set search_path = '' rows 10 as $$
  select s.plan, l::smallint from entente.my_sights() s, generate_series(0, s.see) l
$$;

-- Plans in which I may write every row.
create function entente.my_whole_plans() returns setof text
language sql stable security definer set search_path = '' rows 5 as $$
  select distinct g.plan from entente.grants g
  where g.person = entente.me() and g.role in ('planner', 'decision_maker', 'administrator')
$$;

-- Plans in which I may write something.
create function entente.my_written_plans() returns setof text
language sql stable security definer set search_path = '' rows 5 as $$
  select distinct g.plan from entente.grants g where g.person = entente.me() and g.role <> 'viewer'
$$;

create function entente.my_administered_plans() returns setof text
language sql stable security definer set search_path = '' rows 5 as $$
  select g.plan from entente.grants g where g.person = entente.me() and g.role = 'administrator'
$$;

create function entente.may_decide(the_plan text, the_branch text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from entente.grants g
    where g.plan = the_plan and g.person = entente.me()
      and (g.role in ('decision_maker', 'administrator') or (g.role = 'planner' and the_branch <> 'main'))
  )
$$;

-- Whether an initiative of this agency, for this partner, is mine to write as a contributor.
create function entente.is_mine(the_plan text, the_agency text, the_partner text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from entente.grants g
    where g.plan = the_plan and g.person = entente.me() and g.role = 'contributor'
      and (g.agency is not null or g.partner is not null)
      and (g.agency is null or g.agency = the_agency)
      and (g.partner is null or g.partner = the_partner)
  )
$$;

-- The changes of a plan, each with the hash of the one before it. Only `level`, which is no part of what was said, is ever set anew.
create table entente.changes (
  plan text not null references entente.plans (id) on delete cascade,
  seq bigint not null,
  branch text not null,
  kind text not null check (kind in ('import', 'edit', 'undo', 'rebase', 'merge', 'branch', 'head')),
  author text not null,
  author_name text not null,
  at text not null,
  recorded_by text not null,
  reason text not null,
  undoes bigint,
  about text,
  edit_count integer not null,
  previous_hash text not null,
  hash text not null,
  level smallint not null default 2,
  primary key (plan, seq)
);
create index changes_branch on entente.changes (plan, branch, seq);
create index changes_undoes on entente.changes (plan, undoes) where undoes is not null;

-- The edits of one row that follow each other in one change: fields, and what they held before and after.
create table entente.edits (
  plan text not null,
  seq bigint not null,
  place integer not null,
  branch text not null,
  table_name text not null,
  row_id text collate "C" not null,
  fields text[] not null,
  befores text[] not null,
  afters text[] not null,
  level smallint not null default 2,
  primary key (plan, seq, place),
  foreign key (plan, seq) references entente.changes (plan, seq) on delete cascade
);
create index edits_row on entente.edits (plan, table_name, row_id, seq);

create function entente.keep_log() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and (to_jsonb(new) - 'level') = (to_jsonb(old) - 'level') then
    return new;
  end if;
  if tg_op = 'DELETE' and not exists (select from entente.plans where id = old.plan) then
    return old;
  end if;
  raise exception 'the log is only ever added to' using errcode = '42501';
end $$;
create trigger keep_log before update or delete on entente.changes
  for each row execute function entente.keep_log();
create trigger keep_log before update or delete on entente.edits
  for each row execute function entente.keep_log();
create function entente.keep_whole_log() returns trigger language plpgsql as $$
begin
  raise exception 'the log is only ever added to' using errcode = '42501';
end $$;
create trigger keep_whole_log before truncate on entente.changes
  execute function entente.keep_whole_log();
create trigger keep_whole_log before truncate on entente.edits
  execute function entente.keep_whole_log();

-- A change follows the last one, by number and by hash, or it is no change.
create function entente.chain_change() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  place integer;
begin
  update entente.plans
    set last_seq = new.seq, last_hash = new.hash,
      changed_at = to_char(now() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
    where id = new.plan and last_seq = new.seq - 1 and last_hash = new.previous_hash;
  get diagnostics place = row_count;
  if place <> 1 then
    raise exception 'change % does not follow the last one', new.seq using errcode = '40001';
  end if;
  update entente.branches set last = new.seq where plan = new.plan and id = new.branch;
  return new;
end $$;
create trigger chain_change before insert on entente.changes
  for each row execute function entente.chain_change();

create table entente.allocations (
  id text primary key,
  plan text not null references entente.plans (id) on delete cascade,
  branch text not null,
  seq bigint not null,
  level smallint not null default 2,
  by text not null,
  at text not null,
  value double precision not null,
  bound double precision not null,
  gap_ratio double precision not null,
  ended text not null,
  amount bigint not null,
  funded integer not null,
  withheld boolean not null,
  tried integer not null,
  edits jsonb not null,
  allocation jsonb not null,
  briefing jsonb not null,
  findings jsonb not null
);
create index allocations_plan on entente.allocations (plan, at desc);

create table entente.jobs (
  id text primary key,
  plan text not null,
  kind text not null,
  state text not null check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  level smallint not null default 2,
  asked_by text not null,
  asked_at text not null,
  asked jsonb not null,
  progress jsonb,
  allocation text,
  result jsonb,
  findings jsonb not null default '[]'
);
create index jobs_plan on entente.jobs (plan, asked_at desc);

alter table entente.people enable row level security;
alter table entente.identities enable row level security;
alter table entente.sessions enable row level security;
alter table entente.plans enable row level security;
alter table entente.branches enable row level security;
alter table entente.grants enable row level security;
alter table entente.sights enable row level security;
alter table entente.changes enable row level security;
alter table entente.edits enable row level security;
alter table entente.allocations enable row level security;
alter table entente.jobs enable row level security;

create policy see on entente.people for select to entente_person using (
  id = entente.me() or id in (
    select g.person from entente.grants g where g.plan in (select entente.my_administered_plans())
  )
);
create policy see on entente.grants for select to entente_person
  using (person = entente.me() or plan in (select entente.my_administered_plans()));
create policy see on entente.sights for select to entente_person
  using (person = entente.me() or plan in (select entente.my_administered_plans()));
create policy see on entente.plans for select to entente_person
  using (id in (select plan from entente.my_sights()));
create policy see on entente.branches for select to entente_person
  using (plan in (select plan from entente.my_sights()));
create policy see on entente.changes for select to entente_person
  using ((plan, level) in (select plan, level from entente.my_levels()));
create policy make on entente.changes for insert to entente_person with check (
  recorded_by = entente.me() and author = entente.me() and (
    plan in (select entente.my_whole_plans())
    or (kind in ('edit', 'undo') and plan in (select entente.my_written_plans()))
  )
);
create policy see on entente.edits for select to entente_person
  using ((plan, level) in (select plan, level from entente.my_levels()));
create policy see on entente.allocations for select to entente_person
  using ((plan, level) in (select plan, level from entente.my_levels()));
create policy see on entente.jobs for select to entente_person
  using ((asked_by = entente.me() and kind = 'import') or (plan, level) in (select plan, level from entente.my_levels()));

grant select on entente.people, entente.grants, entente.sights, entente.plans, entente.branches,
  entente.edits, entente.allocations, entente.jobs to entente_person;
-- What a change says beside its edits can name rows that are withheld.
grant select (plan, seq, branch, kind, author, author_name, at, recorded_by, reason, undoes, edit_count, previous_hash,
  hash, level) on entente.changes to entente_person;
grant insert (plan, seq, branch, kind, author, author_name, at, recorded_by, reason, undoes, about, edit_count, previous_hash, hash)
  on entente.changes to entente_person;
grant insert (plan, seq, place, branch, table_name, row_id, fields, befores, afters)
  on entente.edits to entente_person;

-- Of names, those of rows that I see. A name that nobody has is left out too, so that nobody learns which it is.
create function entente.is_seen(the_plan text, the_branch text, the_table text, the_row text) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  found_level smallint;
begin
  execute format(
    'select max(_level) from plan.%I where _plan = $1 and _branch in ($2, ''main'') and id = $3 and not _gone', the_table
  ) into found_level using the_plan, the_branch, the_row;
  return coalesce(found_level <= (select s.see from entente.my_sights() s where s.plan = the_plan), false);
end $$;
create function entente.seen_list(the_plan text, the_branch text, the_table text, names text[]) returns text[]
language sql stable set search_path = '' as $$
  select coalesce(array_agg(one.name order by one.place), '{}')
  from unnest(names) with ordinality one (name, place)
  where entente.is_seen(the_plan, the_branch, the_table, one.name)
$$;
create function entente.seen_name(the_plan text, the_branch text, the_table text, name text) returns text
language sql stable set search_path = '' as $$
  select case when entente.is_seen(the_plan, the_branch, the_table, name) then name end
$$;

-- Whether rows of a branch, or names in them, are withheld from me: that they are, and nothing else of them.
create function entente.withholds(the_plan text, the_branch text, the_tables text[]) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  sight smallint;
  the_table text;
  found boolean;
begin
  select s.see into sight from entente.my_sights() s where s.plan = the_plan;
  if sight is null or sight = 2 then return false; end if;
  if not (select p.sensitive from entente.plans p where p.id = the_plan) then return false; end if;
  foreach the_table in array the_tables loop
    execute format(
      'select exists (select from plan.%1$I r where r._plan = $1 and not r._gone
         and (r._level > $3 or r._list_level > $3) and (r._level > 0 or r._list_level > 0)
         and (r._branch = $2 or (r._branch = ''main'' and not exists (
           select from plan.%1$I o where o._plan = $1 and o._branch = $2 and o.id = r.id))))', the_table
    ) into found using the_plan, the_branch, sight;
    if found then return true; end if;
  end loop;
  return false;
end $$;
