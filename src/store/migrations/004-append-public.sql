-- Adds a change of a plan of which every row is public to the log, and makes it public, in one step.
create function entente.append_public_change(change jsonb, edits jsonb, channel text, told text) returns void
language plpgsql volatile set search_path = '' as $$
begin
  perform entente.append_change(change, edits, channel, told);
  perform entente.publish(change ->> 'plan', change ->> 'branch', (change ->> 'seq')::bigint, (change ->> 'seq')::bigint, '{}');
end $$;
