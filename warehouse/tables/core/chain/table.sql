-- group: enterprise
-- access: public
create table core.chain (
    chain_id      varchar not null,
    name_zh       varchar not null,
    name_en       varchar,
    industry_id   varchar,
    responsible_unit_name varchar,
    responsible_department_id varchar,
    yearly_aim_cny decimal(28, 2),
    is_synthetic  boolean not null,
    is_flagged    boolean not null default false,
    submission_id varchar not null,
    primary key (chain_id)
);
comment on table core.chain is 'An industry chain, as the newest list of chains that names it has it. 中文：产业链：环节、节点及企业';
comment on column core.chain.chain_id is 'Code of the chain. 中文：产业链代码';
comment on column core.chain.name_zh is 'Name of the chain. 中文：产业链名称';
comment on column core.chain.name_en is 'English name of the chain, null if not in the list. 中文：产业链英文名称，未填为空';
comment on column core.chain.industry_id is 'Field of the programme that it belongs to. 中文：所属领域';
comment on column core.chain.responsible_unit_name is 'Unit responsible for the chain, as written; null if not in the list. 中文：责任单位，原文，未填为空';
comment on column core.chain.responsible_department_id is 'That unit; null where the programme has none of that name. 中文：责任单位标识，方案中没有该名称为空';
comment on column core.chain.yearly_aim_cny is 'Aim for the revenue of the chain in the year of the list (yuan); null if not in the list. 中文：年度目标（元），未填为空';
comment on column core.chain.is_synthetic is 'True where the chain is invented sample data. 中文：是否为合成样本数据';
comment on column core.chain.is_flagged is 'True where a cell of the row that names it, the first of the chain, is held and not taken. 中文：所依据的行有待定单元格';
comment on column core.chain.submission_id is 'Source file. 中文：来源文件标识';
