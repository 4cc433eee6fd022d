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
    counted_after_date       date,
    primary key (target_id)
);
comment on table core.target is 'Committed values, versioned by document: a later document repeats or replaces a target as a new row. 中文：目标，按文件分版本';
comment on column core.target.target_id is 'Stable name of the target. 中文：目标标识';
comment on column core.target.document_id is 'Document that sets it. 中文：设定文件标识';
comment on column core.target.section is 'Section of that document, as numbered there; null where its text was not read. 中文：文件章节';
comment on column core.target.ordinal is 'Place within the document. 中文：序号';
comment on column core.target.title_zh is 'Short Chinese title. 中文：中文标题';
comment on column core.target.title_en is 'Short English title. 中文：英文标题';
comment on column core.target.indicator_id is 'Indicator. 中文：指标标识';
comment on column core.target.target_type is 'Type: level (a value), change_pp (points), growth (rate), count (of new things), range (of new things) or stock (an amount at the deadline). change_pp, growth, count and range are added to the baseline; level and stock replace it. 中文：目标类型：水平、百分点变化、增速、新增数、新增区间、期末存量；前四类在基数之上计，水平和存量取代基数';
comment on column core.target.scope is 'Scope: whole_economy (services included, not only firms above the threshold), newly_recognised, newly_approved, newly_established, recognised_and_supported, chains_of_10bn_yuan or announced_size (committed money, not paid in). 中文：口径';
comment on column core.target.denominator_indicator_id is 'For a share or its change: the indicator it is divided by; null elsewhere. 中文：分母指标标识';
comment on column core.target.unit is 'Unit of value_low and value_high: percent, point_pp, firm, chain, fund, platform or cny_1e8 (100 million yuan). 中文：单位';
comment on column core.target.is_quantified is 'False if the document gives no number (some, a batch); no number can meet or miss such a target. 中文：是否量化，文件未给数字的不以数字判定';
comment on column core.target.comparison is 'How a value is compared; null where not quantified: at_least or above value_low, or between value_low and value_high; null where not quantified. 中文：比较方式';
comment on column core.target.value_low is 'The promised value, or the lower end of a range; null where not quantified. 中文：目标值或下限';
comment on column core.target.value_high is 'The upper end of a range; null elsewhere. 中文：上限';
comment on column core.target.baseline_value is 'Newest published value when the 2016 plan began, from which progress is measured; null where none was found. 中文：基期值';
comment on column core.target.baseline_unit is 'Unit of baseline_value: a change in points starts from a share in percent. 中文：基期值单位';
comment on column core.target.baseline_period is 'Period of baseline_value: 2015 or 2016-02. 中文：基期';
comment on column core.target.baseline_document_id is 'Document that published the baseline. 中文：基期值来源文件标识';
comment on column core.target.start_date is 'First day of the time that progress is measured over. 中文：起始日期';
comment on column core.target.deadline_date is 'Last day for meeting the target. 中文：截止日期';
comment on column core.target.region_code is 'Region that it is set for. 中文：地区代码';
comment on column core.target.earlier_target_id is 'Target of an earlier document that this one repeats or replaces; null without one. 中文：前一目标标识';
comment on column core.target.counted_after_date is 'Progress counts after this day: the day before the start, or that of the baseline where it is later. 中文：此日之后的进展计入';
