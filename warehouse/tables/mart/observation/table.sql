-- group: measurement
-- access: public
-- key: observation_id
create table mart.observation (
    observation_id        varchar not null,
    indicator_id          varchar not null,
    subject_kind          varchar not null,
    subject_id            varchar not null,
    product_code          varchar not null,
    period                varchar not null,
    period_kind           varchar not null,
    period_end_date       date not null,
    months_covered        integer not null,
    value                 decimal(19, 6),
    same_period_value     decimal(19, 6),
    same_base_growth_rate decimal(19, 6),
    vintage_id            varchar not null,
    vintage_date          date,
    vintage_status        varchar not null,
    vintage_count         integer not null,
    known_from            timestamp not null,
    is_synthetic          boolean not null,
    is_flagged            boolean not null,
    is_corrected          boolean not null,
    decision_id           varchar,
    submission_id         varchar not null,
    source_sheet          varchar not null,
    source_cell           varchar not null,
    value_received        varchar,
    unit_received         varchar,
    unit_stored           varchar,
    factor                decimal(38, 12),
    same_period_cell      varchar,
    same_period_received  varchar,
    form_column_id        varchar,
    decision_ids          varchar[] not null default []
);
comment on table mart.observation is 'The newest vintage of every value: by the order of core.vintage, then by date of release, then by arrival. A file that has a base and no value replaces no value. Older vintages are in core.observation. 中文：观测值（最新版本）';
comment on column mart.observation.observation_id is 'Identity of the value: indicator, subject, product, period and kind of period. 中文：观测值标识（指标、对象、产品、期间及类别）';
comment on column mart.observation.indicator_id is 'Indicator. 中文：指标标识';
comment on column mart.observation.subject_kind is 'Kind of subject: enterprise, region or world. 中文：对象类别';
comment on column mart.observation.subject_id is 'enterprise_id, region_code or world. 中文：对象标识';
comment on column mart.observation.product_code is 'Product, for output, capacity and price; empty where the indicator has none. 中文：产品代码，无则为空串';
comment on column mart.observation.period is 'Period: 2015, 2015-Q1 or 2015-03. 中文：期间';
comment on column mart.observation.period_kind is 'How much of the calendar it covers: month (that month alone), ytd (January to that month), quarter, year or point (at the end of the period). 中文：期间类别';
comment on column mart.observation.period_end_date is 'Last day of the period. 中文：期末日期';
comment on column mart.observation.months_covered is 'Months that the value adds up; 2 for January-February, which are reported together. 中文：覆盖月数，1—2 月合并报送';
comment on column mart.observation.value is 'Value in the unit of the indicator (of the product, where the indicator says so); null if none was given. 中文：数值，以指标单位计，未填为空';
comment on column mart.observation.same_period_value is 'The same period of the previous year as the reporter restates it: the base of same_base_growth_rate. 中文：上年同期（报送单位重述）';
comment on column mart.observation.same_base_growth_rate is 'Growth on the reporter''s own restated base: 0.1 is 10 %. Null without a positive base. 中文：同口径增长率，0.1 即 10%';
comment on column mart.observation.vintage_id is 'Release of the figure, such as post_4th_census; estimate (预计) or preliminary (初步) in the name marks its finality; `reported` for returns. 中文：版本，如 post_4th_census；含“预计”或“初步”等字样即为预计数、初步数，企业报表为 `reported`';
comment on column mart.observation.vintage_date is 'Date of the release, null where unknown. 中文：版本日期，不详为空';
comment on column mart.observation.vintage_status is 'Finality of that release: reported, estimated, preliminary, published, revised or unverified, from core.vintage. 中文：数据版本性质（预计、初步、修订等）';
comment on column mart.observation.vintage_count is 'Number of releases; more than 1 means a revision. A release that repeats the previous value is not counted. 中文：版本数，大于 1 即有修订；重复报送相同数值不计';
comment on column mart.observation.known_from is 'When its file came, UTC, whenever it could be read: a past state is asOf, not a filter on this. 中文：收到文件的时刻，与何时可读无关；查历史状态请用 asOf';
comment on column mart.observation.is_synthetic is 'True where the value is generated sample data. Never mix with real figures. 中文：是否为合成样本数据';
comment on column mart.observation.is_flagged is 'True where another cell of the same row is held and not taken, a later file has the row and this value of it was not taken, or it does not fit another value (core.logic_finding): look before relying on it. 中文：同行有待定单元格、后报文件缺此值或与其他数值逻辑不符（见 logicFindings）';
comment on column mart.observation.is_corrected is 'True where the value, its base or a key of its row was put right by a person. 中文：是否经人工更正';
comment on column mart.observation.decision_id is 'Newest decision that it rests on; null where it is as received. 中文：所依据的决定';
comment on column mart.observation.submission_id is 'Source file. 中文：来源文件标识';
comment on column mart.observation.source_sheet is 'Sheet of that file. 中文：来源工作表';
comment on column mart.observation.source_cell is 'Cell of that sheet, for example F12. 中文：来源单元格';
comment on column mart.observation.value_received is 'The cell as received. 中文：报送原文';
comment on column mart.observation.unit_received is 'Unit in which the file gave it. 中文：报送计量单位';
comment on column mart.observation.unit_stored is 'Unit that the value is stored in: that of the indicator or of the product. 中文：存储计量单位';
comment on column mart.observation.factor is 'Conversion factor from the received value to that unit; null without a unit. 中文：换算系数，无单位则为 null';
comment on column mart.observation.same_period_cell is 'Cell of same_period_value; null where the form has none. 中文：上年同期单元格';
comment on column mart.observation.same_period_received is 'The cell of the same period as received. 中文：上年同期报送原文';
comment on column mart.observation.form_column_id is 'Source column of the form: the rules passed are those of core.form_rule with this id. 中文：报表栏目标识';
comment on column mart.observation.decision_ids is 'Every decision that it rests on, oldest first; empty where it is as received. 中文：所依据的全部决定，由旧到新；与报送一致者为空';
