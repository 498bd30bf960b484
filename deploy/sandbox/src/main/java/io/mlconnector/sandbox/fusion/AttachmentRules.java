package io.mlconnector.sandbox.fusion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The Attachment child of accounts and contacts: files in base64, which are shown as a link. What
 * no source states, the attribute of a TEXT, is refused. Vendor sheet F5.
 *
 * @see <a
 *     href="https://docs.oracle.com/en/cloud/saas/sales/faaps/Work_with_Attachments.html">attachments</a>
 */
record AttachmentRules(Supplier<FusionSettings> settings) implements WriteRules {

  static final String FILE = "FileContents";
  private static final String HASH = "00020000000EACED00057708000110F0";

  /** The path key of an attachment, which nothing but its self link tells. */
  static String hash(String id) {
    return HASH + Long.toHexString(Long.parseLong(id) * 31).toUpperCase(java.util.Locale.ROOT);
  }

  @Override
  public void incoming(Map<String, Object> values, Framework framework, boolean creation) {
    if (creation) {
      if (!"FILE".equals(values.get("DatatypeCode"))) {
        throw Refusal.badRequest(
            "DatatypeCode: only FILE can be made here, not " + values.get("DatatypeCode"));
      }
      need(values, "UploadedFileName");
      need(values, FILE);
    }
    Object category = values.get("CategoryName");
    if (category != null && !settings.get().attachmentCategories().contains(category.toString())) {
      throw Refusal.badRequest("CategoryName: " + category + " is not a category of this entity");
    }
    if (values.get(FILE) != null) {
      int length = bytes(values.get(FILE).toString()).length;
      if (values.get("UploadedFileLength") instanceof BigDecimal given
          && given.compareTo(BigDecimal.valueOf(length)) != 0) {
        throw Refusal.badRequest("UploadedFileLength: the file has " + length + " bytes");
      }
    }
  }

  private static void need(Map<String, Object> values, String name) {
    if (values.get(name) == null) {
      throw Refusal.badRequest(name + ": a value is required");
    }
  }

  static byte[] bytes(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest(FILE + ": the value is not base64");
    }
  }

  @Override
  public void outgoing(ObjectNode item, FusionRow row, Framework framework, String self) {
    item.remove(FILE);
    JsonNode links = item.at(framework.linksInContext() ? "/@context/links" : "/links");
    if (links instanceof ArrayNode array) {
      array.add(Rendering.link("enclosure", self + "/enclosure/" + FILE, FILE, "other"));
    }
  }
}
