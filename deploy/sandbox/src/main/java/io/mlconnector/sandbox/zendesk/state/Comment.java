package io.mlconnector.sandbox.zendesk.state;

import java.time.Instant;

/** What somebody wrote on a ticket; a private one only agents may read. */
public record Comment(long id, long authorId, String body, boolean isPublic, Instant createdAt) {}
