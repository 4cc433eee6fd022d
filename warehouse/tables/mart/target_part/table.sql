-- group: measurement
-- access: public
create table mart.target_part (
    target_part_id varchar not null,
    target_id      varchar not null,
    part_kind      varchar not null,
    part_id        varchar not null,
    is_synthetic   boolean not null,
    period         varchar not null,
    unit           varchar not null,
    target_value   decimal(19, 6) not null,
    actual         decimal(19, 6),
    gap_to_target  decimal(19, 6),
    reason         varchar,
    parts_value    decimal(19, 6) not null,
    parts_gap      decimal(19, 6),
    primary key (target_part_id)
);
comment on table mart.target_part is 'What each prefecture, field or unit has brought of an apportioned target by the newest month. 中文：目标分解：各市州、领域或单位的完成情况';
comment on column mart.target_part.target_part_id is 'Target, part and kind. 中文：标识';
comment on column mart.target_part.target_id is 'The target. 中文：目标标识';
comment on column mart.target_part.part_kind is 'region, industry or department. 中文：分解方式';
comment on column mart.target_part.part_id is 'Its key. 中文：分解对象标识';
comment on column mart.target_part.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
comment on column mart.target_part.period is 'Newest month. 中文：最新月份';
comment on column mart.target_part.unit is 'Unit. 中文：单位';
comment on column mart.target_part.target_value is 'What the part has to bring. 中文：分解目标值';
comment on column mart.target_part.actual is 'What it has brought. 中文：实际值';
comment on column mart.target_part.gap_to_target is 'Actual less target. 中文：与目标之差';
comment on column mart.target_part.reason is 'Why the actual is missing. 中文：缺失原因';
comment on column mart.target_part.parts_value is 'Sum of the parts. 中文：各部分合计';
comment on column mart.target_part.parts_gap is 'Sum of the parts less the target; not 0: they do not add up. 中文：合计与目标之差，不为 0 即不等';
