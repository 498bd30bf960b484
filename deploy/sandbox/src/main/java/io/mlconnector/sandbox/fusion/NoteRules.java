package io.mlconnector.sandbox.fusion;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The Note child of accounts and contacts. Its text is base64 up to framework 7 and plain from 8
 * on. Vendor sheet F5.
 *
 * @see <a
 *     href="https://docs.oracle.com/en/cloud/saas/sales/faaps/api-accounts-notes.html">notes</a>
 */
record NoteRules(Supplier<FusionSettings> settings) implements WriteRules {

  private static final String TEXT = "NoteTxt";
  private static final String TYPE = "NoteTypeCode";
  private static final int PLAIN_FROM = 8;

  @Override
  public void incoming(Map<String, Object> values, Framework framework, boolean creation) {
    if (values.get(TEXT) != null && framework.version() < PLAIN_FROM) {
      values.put(TEXT, decoded(values.get(TEXT).toString()));
    }
    Object type = values.get(TYPE);
    if (type != null && !settings.get().noteTypes().contains(type.toString())) {
      throw Refusal.badRequest(TYPE + ": " + type + " is not a value of the lookup");
    }
  }

  @Override
  public void outgoing(ObjectNode item, FusionRow row, Framework framework, String self) {
    if (framework.version() < PLAIN_FROM && item.hasNonNull(TEXT)) {
      byte[] text = item.path(TEXT).asText().getBytes(StandardCharsets.UTF_8);
      item.put(TEXT, Base64.getEncoder().encodeToString(text));
    }
  }

  private static String decoded(String text) {
    try {
      return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest(TEXT + ": the value is not base64");
    }
  }
}
