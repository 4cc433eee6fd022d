-- group: measurement
-- access: public
-- key: observation_id, submission_number, vintage_id
create table core.observation (
    observation_id    varchar not null,
    indicator_id      varchar not null,
    subject_kind      varchar not null,
    subject_id        varchar not null,
    product_code      varchar not null,
    period            varchar not null,
    period_kind       varchar not null,
    period_end_date   date not null,
    months_covered    integer not null,
    value             decimal(19, 6),
    same_period_value decimal(19, 6),
    unit_received     varchar,
    value_received    varchar,
    unit_stored       varchar,
    factor            decimal(38, 12),
    vintage_id        varchar not null,
    vintage_date      date,
    vintage_status    varchar not null,
    known_from        timestamp not null,
    is_synthetic      boolean not null,
    source_note       varchar,
    is_flagged        boolean not null,
    is_corrected      boolean not null,
    decision_id       varchar,
    decision_ids      varchar[] not null default [],
    submission_id     varchar not null,
    submission_number bigint not null,
    source_sheet      varchar not null,
    source_cell       varchar not null,
    same_period_cell  varchar,
    same_period_received varchar,
    form_column_id    varchar
);
comment on table core.observation is 'One value of one indicator, subject, product, period and kind of period, as one submission delivered it. A revision adds a row. 中文：观测值的一个版本';
comment on column core.observation.observation_id is 'Identity of the value: indicator, subject, product, period and kind of period. The same for every vintage. 中文：观测值标识（指标、对象、产品、期间及类别），各版本相同';
comment on column core.observation.indicator_id is 'Indicator. 中文：指标标识';
comment on column core.observation.subject_kind is 'Kind of subject: enterprise, region or world. 中文：对象类别';
comment on column core.observation.subject_id is 'enterprise_id, region_code or world. 中文：对象标识';
comment on column core.observation.product_code is 'Product, for output, capacity and price; empty where the indicator has none. 中文：产品代码，无则为空串';
comment on column core.observation.period is 'Period: 2015, 2015-Q1 or 2015-03. 中文：期间';
comment on column core.observation.period_kind is 'How much of the calendar it covers: month (that month alone), ytd (January to that month), quarter, year or point (at the end of the period). 中文：期间类别';
comment on column core.observation.period_end_date is 'Last day of the period. 中文：期末日期';
comment on column core.observation.months_covered is 'Months that the value adds up; 2 for January-February, which are reported together. 中文：覆盖月数';
comment on column core.observation.value is 'Value in the unit of the indicator (of the product, where the indicator says so); null if the publisher gave none. 中文：数值，以指标单位计，未公布为空';
comment on column core.observation.same_period_value is 'Same period of the previous year as restated by the reporter: the base of growth. May differ from the value reported then. 中文：上年同期（报送单位重述），增速的基数，可能与当时填报不同';
comment on column core.observation.unit_received is 'Unit in which the file gave it. 中文：报送计量单位';
comment on column core.observation.value_received is 'The cell as received. 中文：报送原文';
comment on column core.observation.unit_stored is 'Unit that the value is stored in: that of the indicator or of the product. 中文：存储计量单位';
comment on column core.observation.factor is 'Conversion factor from the received value to that unit; null without a unit. 中文：换算系数，无单位则为 null';
comment on column core.observation.vintage_id is 'Release of the figure, such as post_4th_census; estimate (预计) or preliminary (初步) in the name marks its finality; `reported` for returns. 中文：版本，如 post_4th_census；含“预计”或“初步”等字样即为预计数、初步数，企业报表为 `reported`';
comment on column core.observation.vintage_date is 'Date of the release, null where unknown. 中文：版本日期，不详为空';
comment on column core.observation.vintage_status is 'Finality of that release: reported, estimated, preliminary, published, revised or unverified, from core.vintage. 中文：数据版本性质（预计、初步、修订等）';
comment on column core.observation.known_from is 'When its file came, UTC, whenever it could be read: a past state is asOf, not a filter on this. 中文：收到文件的时刻，与何时可读无关；查历史状态请用 asOf';
comment on column core.observation.is_synthetic is 'True where the value is generated sample data. Never mix with real figures. 中文：是否为合成样本数据';
comment on column core.observation.source_note is 'Source, as the file names it. 中文：来源，原文';
comment on column core.observation.is_flagged is 'True where another cell of the same row is held and not taken: look at it before relying on the row. 中文：同行有待定单元格';
comment on column core.observation.is_corrected is 'True where the value, its base or a key of its row was put right by a person. 中文：是否经人工更正';
comment on column core.observation.decision_id is 'Newest decision that it rests on; null where it is as received. 中文：所依据的决定';
comment on column core.observation.decision_ids is 'Every decision that it rests on, oldest first; empty where it is as received. 中文：所依据的全部决定，由旧到新；与报送一致者为空';
comment on column core.observation.submission_id is 'Source file. 中文：来源文件标识';
comment on column core.observation.submission_number is 'Order of arrival of that file. 中文：文件到达序号';
comment on column core.observation.source_sheet is 'Sheet of that file. 中文：来源工作表';
comment on column core.observation.source_cell is 'Cell of that sheet, for example F12. 中文：来源单元格';
comment on column core.observation.same_period_cell is 'Cell of same_period_value; null where the form has none. 中文：上年同期单元格';
comment on column core.observation.same_period_received is 'The cell of the same period as received. 中文：上年同期报送原文';
comment on column core.observation.form_column_id is 'Source column of the form: the rules passed are those of core.form_rule with this id. 中文：报表栏目标识';
