-- group: programme
-- access: public
create table core.target (
    target_id                varchar not null,
    document_id              varchar not null,
    section                  varchar,
    ordinal                  integer not null,
    title_zh                 varchar not null,
    title_en                 varchar not null,
    indicator_id             varchar not null,
    target_type              varchar not null,
    scope                    varchar not null,
    denominator_indicator_id varchar,
    unit                     varchar not null,
    is_quantified            boolean not null,
    comparison               varchar,
    value_low                decimal(19, 6),
    value_high               decimal(19, 6),
    baseline_value           decimal(19, 6),
    baseline_unit            varchar,
    baseline_period          varchar,
    baseline_document_id     varchar,
    start_date               date,
    deadline_date            date not null,
    region_code              varchar not null,
    earlier_target_id        varchar,
    primary key (target_id)
);
comment on table core.target is 'Committed values, versioned by document: a later document repeats or replaces a target as a new row.';
comment on column core.target.target_id is 'Stable name of the target.';
comment on column core.target.document_id is 'Document that sets it.';
comment on column core.target.section is 'Section of that document, as numbered there; null where its text was not read.';
comment on column core.target.ordinal is 'Place within the document.';
comment on column core.target.title_zh is 'Short Chinese title.';
comment on column core.target.title_en is 'Short English title.';
comment on column core.target.indicator_id is 'What is measured.';
comment on column core.target.target_type is 'level (a value), change_pp (points), growth (rate), count (of new things), range (of new things) or stock (an amount at the deadline). change_pp, growth, count and range are on top of the baseline; level and stock take its place.';
comment on column core.target.scope is 'What is counted: whole_economy (services too, not only firms above the threshold), newly_recognised, newly_approved, newly_established, recognised_and_supported, chains_of_10bn_yuan or announced_size (committed money, not paid in).';
comment on column core.target.denominator_indicator_id is 'For a share or its change: the indicator it is divided by; null elsewhere.';
comment on column core.target.unit is 'Unit of value_low and value_high: percent, point_pp, firm, chain, fund, platform or cny_1e8 (100 million yuan).';
comment on column core.target.is_quantified is 'False where the document names no number (some, a batch); such a target is never met or missed by a number.';
comment on column core.target.comparison is 'at_least or above value_low, or between value_low and value_high; null where not quantified.';
comment on column core.target.value_low is 'The promised value, or the lower end of a range; null where not quantified.';
comment on column core.target.value_high is 'The upper end of a range; null elsewhere.';
comment on column core.target.baseline_value is 'Newest published value when the 2016 plan began, from which progress is measured; null where none was found.';
comment on column core.target.baseline_unit is 'Unit of baseline_value: a change in points starts from a share in percent.';
comment on column core.target.baseline_period is 'What baseline_value is about: 2015 or 2016-02.';
comment on column core.target.baseline_document_id is 'Document that published the baseline.';
comment on column core.target.start_date is 'First day of the time that progress is measured over.';
comment on column core.target.deadline_date is 'Last day on which the target can be met.';
comment on column core.target.region_code is 'Region that it is set for.';
comment on column core.target.earlier_target_id is 'Target of an earlier document that this one repeats or replaces; null where there is none.';
