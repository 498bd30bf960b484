package io.mlconnector.sandbox.zendesk.api;

import io.mlconnector.sandbox.Reply;

/** Answers one kind of call, or refuses it. */
@FunctionalInterface
interface Endpoint {
  Reply answer(ApiCall call);
}
