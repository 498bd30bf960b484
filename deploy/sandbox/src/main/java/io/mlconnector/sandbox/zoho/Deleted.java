package io.mlconnector.sandbox.zoho;

import java.time.Instant;

/** A record in the recycle bin, with when and by whom it was put there. */
record Deleted(CrmRecord record, String displayName, Instant time, String by) {}
