package io.mlconnector.sandbox.dynamics;

import java.util.List;

/** What of the business events outlives the process. */
record EventState(
    long lastControlNumber, List<EventEndpoint> endpoints, List<BusinessEvents.Sending> errorLog) {}
