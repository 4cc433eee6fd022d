-- group: reference
-- access: public
create table core.unit (
    unit_id      varchar not null,
    title_zh     varchar not null,
    title_en     varchar not null,
    dimension    varchar not null,
    factor       varchar not null,
    is_exact     boolean not null,
    base_unit_id varchar not null,
    also_written varchar,
    primary key (unit_id)
);
comment on table core.unit is 'A unit of measurement. Values are converted within one dimension only: money never to tonnes, persons never to visits. 中文：计量单位；只在同一量纲内换算';
comment on column core.unit.unit_id is 'Stable name of the unit: cny_1e4. 中文：单位标识';
comment on column core.unit.title_zh is 'Chinese name, as files write it. 中文：中文名称';
comment on column core.unit.title_en is 'English name. 中文：英文名称';
comment on column core.unit.dimension is 'What it measures: money, mass, area, energy, power, person, visit … 中文：量纲';
comment on column core.unit.factor is 'Its size in the base unit of its dimension: 10000, 0.001, or a fraction such as 2000/3 (亩 in 平方米). 中文：折合该量纲基本单位的系数，可为分数';
comment on column core.unit.is_exact is 'False if that factor is no finite decimal: what is converted by it is rounded to six decimals. 中文：系数能否精确表示；不能的，换算结果保留六位小数';
comment on column core.unit.base_unit_id is 'Base unit of its dimension. 中文：基本单位';
comment on column core.unit.also_written is 'Further notations in files, divided by a vertical bar. 中文：其他写法';
