package io.mlconnector.fusion;

import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Setting;
import io.mlconnector.spi.Write;
import java.util.List;

/** The forms that a route can choose from, by name. */
final class NoteForms {

  static final String NOTE = "note";
  static final String FIELDS = "fields";

  private static final String FORM = "form";
  private static final String OWNER = "owner";
  private static final String ATTRIBUTE = "attribute";
  private static final String ATTACHMENT = "attachment";
  private static final String INTERACTION = "interaction";
  private static final String TEXT = "text";
  private static final String ACCOUNTS = "accounts";

  private NoteForms() {}

  static List<Setting> policies() {
    return List.of(
        Setting.choice(
            OWNER, ACCOUNTS, "Whose note it is: an account or a contact.", ACCOUNTS, "contacts"),
        Setting.choice(
            FORM,
            NOTE,
            "note is a note of the customer; attachment a text file with a title; interaction an"
                + " interaction of at most 1,000 characters; text a block in a text attribute of"
                + " yours, which other text may surround; fields writes only attributes of yours.",
            NOTE,
            ATTACHMENT,
            INTERACTION,
            TEXT,
            FIELDS),
        Setting.optional(
            ATTRIBUTE,
            Setting.Type.TEXT,
            null,
            "For the form text: the attribute that holds the blocks, such as SupportNotes_c."));
  }

  static String owner(Write write) {
    return write.policies().getOrDefault(OWNER, ACCOUNTS);
  }

  /** The form that a route chose; with {@code text}, its attribute belongs to it. */
  static String of(Write write) {
    String form = write.policies().getOrDefault(FORM, NOTE);
    return form.equals(TEXT)
        ? TEXT + ":" + write.policies().getOrDefault(ATTRIBUTE, "").strip()
        : form;
  }

  static NoteForm named(Connection connection, String form) {
    if (form.startsWith(TEXT + ":")) {
      return new TextBlocks(connection, form.substring(TEXT.length() + 1));
    }
    return switch (form) {
      case NOTE -> new Notebook(connection);
      case ATTACHMENT -> new Attachments(connection);
      case INTERACTION -> new Interactions(connection);
      default -> throw new IllegalArgumentException("There is no form " + form);
    };
  }
}
