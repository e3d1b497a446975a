-- What the provider gave at sign-in, by which it knows whose session to end at sign-out.
alter table entente.sessions add column id_token text;
