-- group: measurement
-- access: public
create table mart.observation_decision (
    observation_id varchar not null,
    decision_id    varchar not null,
    primary key (observation_id, decision_id)
);
comment on table mart.observation_decision is 'Every decision of a person that the newest vintage of a value rests on: about its own cell, its base or a key of its row.';
comment on column mart.observation_decision.observation_id is 'The value.';
comment on column mart.observation_decision.decision_id is 'The decision.';
