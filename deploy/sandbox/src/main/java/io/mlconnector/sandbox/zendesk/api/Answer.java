package io.mlconnector.sandbox.zendesk.api;

import io.mlconnector.sandbox.Reply;
import java.util.function.Supplier;

/** What an endpoint answers: now, or after a moment in which other calls go on. */
sealed interface Answer {

  record Now(Reply reply) implements Answer {}

  record Later(long millis, Supplier<Reply> work) implements Answer {}
}
