-- group: measurement
-- access: public
create table mart.chain_removal_node (
    chain_removal_node_id varchar not null,
    chain_removal_id      varchar not null,
    removed_kind          varchar not null,
    removed_id            varchar not null,
    chain_id              varchar not null,
    chain_stage_id        varchar not null,
    is_removed            boolean not null,
    level                 decimal(19, 6) not null,
    tts_days              decimal(19, 6),
    is_before_recovery    boolean not null,
    is_at_the_bound       boolean not null,
    lost_share            decimal(19, 6) not null,
    lost_when_stocks_end  decimal(19, 6) not null,
    output_cny            decimal(38, 2) not null,
    ttr_days              decimal(19, 6) not null,
    is_ttr_assumed        boolean not null,
    edge_count            integer not null,
    assumed_edge_count    integer not null,
    oldest_evidence_date  date,
    year                  varchar,
    is_converged          boolean not null,
    is_flagged            boolean not null,
    is_synthetic          boolean not null,
    rule_set_version_id   varchar not null,
    primary key (chain_removal_node_id)
);
comment on table mart.chain_removal_node is 'A node of a chain after a node, a firm or a supply edge is removed: how far and when its output falls. 中文：移除节点、企业或供需关系后各节点的产出水平及时间';
comment on column mart.chain_removal_node.chain_removal_node_id is 'Node and what is removed. 中文：标识';
comment on column mart.chain_removal_node.chain_removal_id is 'Chain and what is removed. 中文：所属推演的标识';
comment on column mart.chain_removal_node.removed_kind is 'Kind of what is removed. 中文：移除对象类别';
comment on column mart.chain_removal_node.removed_id is 'Its key. 中文：移除对象标识';
comment on column mart.chain_removal_node.chain_id is 'Chain of the node. 中文：节点所属产业链';
comment on column mart.chain_removal_node.chain_stage_id is 'The node. 中文：节点标识';
comment on column mart.chain_removal_node.is_removed is 'True for a node that is removed, or that a removed firm is in. 中文：是否为移除对象所在节点';
comment on column mart.chain_removal_node.level is 'Level of output just before the recovery, 1 is full. 中文：恢复前产出水平，1 为正常';
comment on column mart.chain_removal_node.tts_days is 'Days until its level falls (time to survive); null where it never does. 中文：可维持天数，不受影响为空';
comment on column mart.chain_removal_node.is_before_recovery is 'True where it falls before the recovery. 中文：是否在恢复前即受影响';
comment on column mart.chain_removal_node.is_at_the_bound is 'True where that level is no more than the bound of a single point of failure. 中文：产出水平是否不高于单点界限';
comment on column mart.chain_removal_node.lost_share is 'Part of its output that is lost until the recovery. 中文：恢复前损失比重';
comment on column mart.chain_removal_node.lost_when_stocks_end is 'The same once every stock has ended. 中文：库存耗尽后损失比重';
comment on column mart.chain_removal_node.output_cny is 'Counted revenue of its members in the year (yuan); 0 without any. 中文：该年计入营业收入（元），无企业为 0';
comment on column mart.chain_removal_node.ttr_days is 'Days until the loss is made good (time to recover). 中文：恢复天数';
comment on column mart.chain_removal_node.is_ttr_assumed is 'True where the rule set gives them. 中文：恢复天数是否取自规则';
comment on column mart.chain_removal_node.edge_count is 'Edges over which the loss comes. 中文：损失所经供需关系数';
comment on column mart.chain_removal_node.assumed_edge_count is 'Edges without a share over which the loss comes: taken as the whole need. 中文：未填比重、按全部需求计的供需关系数';
comment on column mart.chain_removal_node.oldest_evidence_date is 'Day of the oldest evidence of the edges over which the loss comes. 中文：所经供需关系的最早依据日期';
comment on column mart.chain_removal_node.year is 'Last full year, of the outputs. 中文：产出所属年度';
comment on column mart.chain_removal_node.is_converged is 'False where a circle of supplies did not come to rest. 中文：循环供给是否收敛';
comment on column mart.chain_removal_node.is_flagged is 'True where a value of the node is flagged or missing: its members then count by heads. 中文：是否含存疑或缺失数值，缺失按企业数计';
comment on column mart.chain_removal_node.is_synthetic is 'True where it is generated sample data. 中文：是否为合成样本数据';
comment on column mart.chain_removal_node.rule_set_version_id is 'Rule set. 中文：所用规则集';
