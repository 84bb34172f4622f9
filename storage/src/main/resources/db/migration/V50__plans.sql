-- The plans among the events: looked for at each start, and few among very many.
CREATE INDEX event_of_plans ON event (centre, seq) WHERE type = 'PlanSaved';
