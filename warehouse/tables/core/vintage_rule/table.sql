-- group: reference
-- access: closed
create table core.vintage_rule (
    vintage_rule_id varchar not null,
    name_pattern    varchar,
    rank            integer not null,
    ordinal         integer not null,
    status          varchar not null,
    title_zh        varchar not null,
    title_en        varchar not null,
    note_en         varchar,
    primary key (vintage_rule_id)
);
comment on table core.vintage_rule is 'Names of releases, and words in names, that tell how final a figure is and which one it replaces. Release dates are often unknown, so the order is written down.';
comment on column core.vintage_rule.vintage_rule_id is 'The name of the vintage that the rule is about, where it has no pattern.';
comment on column core.vintage_rule.name_pattern is 'Regular expression (RE2), met anywhere in the name of a vintage; null where the rule is about one name.';
comment on column core.vintage_rule.rank is 'The rule of the lowest rank that a name meets tells.';
comment on column core.vintage_rule.ordinal is 'A higher one replaces a lower one; equal ones are ordered by the date of release, then by arrival.';
comment on column core.vintage_rule.status is 'reported by a respondent; estimated: worked out before or instead of a count; preliminary: a first figure that a later one replaces as a matter of course; published; revised, as after a census; or unverified: no official release has it.';
comment on column core.vintage_rule.title_zh is 'Chinese name.';
comment on column core.vintage_rule.title_en is 'English name.';
comment on column core.vintage_rule.note_en is 'What to know before comparing it with another vintage.';
