-- group: measurement
-- access: public
create table mart.observation_decision (
    observation_id varchar not null,
    decision_id    varchar not null,
    primary key (observation_id, decision_id)
);
comment on table mart.observation_decision is 'Every decision of a person that the newest vintage of a value rests on: about its own cell, its base or a key of its row. 中文：数值的最新版本所依据的人工决定：关于其单元格、上年同期或行的主键';
comment on column mart.observation_decision.observation_id is 'The value. 中文：观测值标识';
comment on column mart.observation_decision.decision_id is 'The decision. 中文：决定标识';
