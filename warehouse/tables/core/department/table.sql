-- group: programme
-- access: public
create table core.department (
    department_id   varchar not null,
    name_zh         varchar not null,
    name_en         varchar not null,
    department_kind varchar not null,
    primary key (department_id)
);
comment on table core.department is 'The units that carry tasks: provincial departments, banks, regulators and companies. 中文：责任单位';
comment on column core.department.department_id is 'Stable name of the unit. 中文：单位标识';
comment on column core.department.name_zh is 'Chinese short name, as task tables write it; plan documents are matched by it. 中文：中文简称';
comment on column core.department.name_en is 'English name. 中文：英文名称';
comment on column core.department.department_kind is 'Kind of unit: government, company, bank, regulator or group (all members of the coordination meeting together). 中文：单位类别';
