-- group: programme
-- access: public
create table core.light_rule (
    light_rule_version_id varchar not null,
    light_rule_id         varchar not null,
    rule_version          varchar not null,
    place_zh              varchar not null,
    place_en              varchar not null,
    source_number         integer not null,
    source                varchar not null,
    valid_from            date not null,
    progress_measure      varchar not null,
    yellow_bound          decimal(19, 6) not null,
    is_yellow_at_bound    boolean not null,
    red_bound             decimal(19, 6) not null,
    is_red_at_bound       boolean not null,
    curve_kind            varchar not null,
    start_milestone_name  varchar,
    start_yellow_months   integer,
    start_red_months      integer,
    primary key (light_rule_version_id)
);
comment on table core.light_rule is 'Rule sets of traffic lights by version, from rules/lights: places differ, and none of them is this province''s own.';
comment on column core.light_rule.light_rule_version_id is 'Rule set and version.';
comment on column core.light_rule.light_rule_id is 'Rule set: stays the same over its versions.';
comment on column core.light_rule.rule_version is 'Version of it.';
comment on column core.light_rule.place_zh is 'Place that judges so, in Chinese.';
comment on column core.light_rule.place_en is 'Place that judges so, in English.';
comment on column core.light_rule.source_number is 'Number of the source in docs/sources/lights.md.';
comment on column core.light_rule.source is 'Who published the rule, and when.';
comment on column core.light_rule.valid_from is 'Months that end on this day or later are judged by it, until the next version; our choice.';
comment on column core.light_rule.progress_measure is 'shortfall_pp (points behind the schedule) or schedule_ratio (done over due).';
comment on column core.light_rule.yellow_bound is 'Beyond it progress is yellow: above for points, below for a ratio.';
comment on column core.light_rule.is_yellow_at_bound is 'True where the bound itself is yellow already.';
comment on column core.light_rule.red_bound is 'Beyond it progress is red.';
comment on column core.light_rule.is_red_at_bound is 'True where the bound itself is red already.';
comment on column core.light_rule.curve_kind is 'What is due by month: linear (a twelfth a month) or by_month (shares of the rule set). A project''s own plan stands before it.';
comment on column core.light_rule.start_milestone_name is 'Milestone whose planned month is the planned start; null where the rule does not look at it.';
comment on column core.light_rule.start_yellow_months is 'Months running of a missed start, the planned one included, from which it is yellow.';
comment on column core.light_rule.start_red_months is 'Months running from which it is red.';
