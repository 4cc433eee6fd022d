-- group: reference
-- access: public
create table core.metric_pair (
    metric_pair_id  varchar not null,
    metric_id       varchar not null,
    other_metric_id varchar not null,
    is_comparable   boolean not null,
    reason          varchar,
    differs_in      varchar,
    bridge_zh       varchar,
    bridge_en       varchar,
    primary key (metric_pair_id)
);
comment on table core.metric_pair is 'Whether values of two definitions may be compared, added or divided. 中文：两种定义的数值能否比较、相加或相除';
comment on column core.metric_pair.metric_pair_id is 'Both metrics. 中文：标识';
comment on column core.metric_pair.metric_id is 'One metric. 中文：指标定义';
comment on column core.metric_pair.other_metric_id is 'The other one. 中文：另一指标定义';
comment on column core.metric_pair.is_comparable is 'True where all parts of the definitions agree. 中文：能否比较';
comment on column core.metric_pair.reason is 'Why not. 中文：不可比的原因';
comment on column core.metric_pair.differs_in is 'Parts that differ. 中文：不同之处';
comment on column core.metric_pair.bridge_zh is 'What leads across, Chinese; null: refused. 中文：换算途径（中文），为空即不可换算';
comment on column core.metric_pair.bridge_en is 'What leads across, English; null: refused. 中文：换算途径（英文）';
