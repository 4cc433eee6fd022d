-- group: reference
-- access: closed
create table core.vintage (
    vintage_id      varchar not null,
    vintage_rule_id varchar,
    ordinal         integer not null,
    status          varchar not null,
    title_zh        varchar not null,
    title_en        varchar not null,
    note_en         varchar,
    primary key (vintage_id)
);
comment on table core.vintage is 'Releases that figures came in, by name: how final each is, and which of them replaces which.';
comment on column core.vintage.vintage_id is 'Name of the vintage, as observations carry it.';
comment on column core.vintage.vintage_rule_id is 'Rule of core.vintage_rule that tells its place; null where none knows the name: then it counts as published.';
comment on column core.vintage.ordinal is 'A higher one replaces a lower one; equal ones are ordered by the date of release, then by arrival.';
comment on column core.vintage.status is 'reported by a respondent; estimated: worked out before or instead of a count; preliminary: a first figure that a later one replaces as a matter of course; published; revised, as after a census; or unverified: no official release has it.';
comment on column core.vintage.title_zh is 'Chinese name; the name as received where the rule is about a word in it.';
comment on column core.vintage.title_en is 'English name; the name as received where the rule is about a word in it.';
comment on column core.vintage.note_en is 'What to know before comparing it with another vintage.';
