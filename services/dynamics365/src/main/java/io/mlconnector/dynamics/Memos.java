package io.mlconnector.dynamics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.mlconnector.spi.Connection;
import io.mlconnector.spi.Found;
import io.mlconnector.spi.JsonRow;
import io.mlconnector.spi.KeyParts;
import io.mlconnector.spi.Write;
import io.mlconnector.spi.WriteResult;
import io.mlconnector.spi.marker.MarkedBlocks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A block in the account's memo. The memo is read and written back as a whole under its ETag, so
 * that what a person writes meanwhile is not lost.
 */
final class Memos implements AnnotationForm {

  private static final String KIND = "memo";
  private static final int ENTITY = 1;
  private static final int COMPANY = 2;
  private static final int NUMBER = 3;

  private static String key(Annotation wanted) {
    AccountKey account = wanted.account().key();
    return KeyParts.join(
        KIND, wanted.account().entity(), account.company(), account.number(), wanted.marker());
  }

  private static Account account(String key) {
    List<String> parts = KeyParts.split(key);
    if (parts.size() <= NUMBER || !parts.get(0).equals(KIND)) {
      throw new IllegalArgumentException("'%s' is no block of a memo".formatted(key));
    }
    return new Account(parts.get(ENTITY), new AccountKey(parts.get(COMPANY), parts.get(NUMBER)));
  }

  @Override
  public String missing(Connection connection, Write write) {
    String text = write.text(Annotation.TEXT);
    return text == null || text.isBlank() ? "text is empty: a block in a memo needs it" : null;
  }

  @Override
  public List<Found> find(Connection connection, List<Write> writes) {
    Set<Account> accounts = new LinkedHashSet<>();
    for (Write write : writes) {
      accounts.add(Annotation.wanted(write).account());
      if (write.key() != null) {
        accounts.add(account(write.key()));
      }
    }
    Map<Account, JsonNode> memos = memos(connection, accounts);
    return writes.stream().map(write -> found(connection, write, memos)).toList();
  }

  private static Found found(Connection connection, Write write, Map<Account, JsonNode> memos) {
    Annotation wanted = Annotation.wanted(write);
    try {
      for (Account account : candidates(write, wanted)) {
        if (!memos.containsKey(account)) {
          continue;
        }
        var block = memo(connection, account, memos.get(account)).block(wanted.marker());
        if (block.isPresent()) {
          Annotation there = new Annotation(account, wanted.marker(), null, block.get());
          return new Found.Present(key(there), there.fields());
        }
      }
    } catch (MarkedBlocks.Broken e) {
      return new Found.Refused(wanted.account() + ": " + e.getMessage());
    }
    if (!memos.containsKey(wanted.account())) {
      return new Found.Refused("Dynamics has no %s to write on".formatted(wanted.account()));
    }
    // A block that a person deleted is written anew: the account is there, and it is what counts.
    return new Found.Absent();
  }

  /** Where the block may be: where it was last, then where it is to be. */
  private static List<Account> candidates(Write write, Annotation wanted) {
    return write.key() == null
        ? List.of(wanted.account())
        : List.of(account(write.key()), wanted.account());
  }

  /** The accounts that are there, with their memos and ETags. */
  private static Map<Account, JsonNode> memos(Connection connection, Set<Account> accounts) {
    List<Operation> reads = new ArrayList<>();
    for (Account account : accounts) {
      AccountSet set = AccountSet.of(connection, account);
      reads.add(set.rows().read(account.key(), List.of(set.memo())));
    }
    List<Part> parts = new Batch(connection).read(reads);
    Map<Account, JsonNode> memos = new LinkedHashMap<>();
    int i = 0;
    for (Account account : accounts) {
      EntitySet.row(parts.get(i++)).ifPresent(row -> memos.put(account, row));
    }
    return memos;
  }

  private static MarkedBlocks memo(Connection connection, Account account, JsonNode row) {
    return new MarkedBlocks(new JsonRow(row).text(AccountSet.of(connection, account).memo()));
  }

  @Override
  public List<WriteResult> write(Connection connection, List<Write> writes) {
    Map<Account, Map<String, String>> blocks = new LinkedHashMap<>();
    for (Write write : writes) {
      Annotation wanted = Annotation.wanted(write);
      put(blocks, wanted.account(), wanted.marker(), wanted.text());
      if (write.key() != null && !account(write.key()).equals(wanted.account())) {
        put(blocks, account(write.key()), wanted.marker(), "Moved to " + wanted.account());
      }
    }
    Map<Account, JsonNode> before = memos(connection, blocks.keySet());
    List<Account> written = List.copyOf(before.keySet());
    List<Operation> operations =
        written.stream()
            .map(each -> change(connection, each, before.get(each), blocks.get(each)))
            .toList();
    List<Part> answers = new Batch(connection).write(operations);
    Map<Account, Part> after = new HashMap<>();
    for (int i = 0; i < written.size(); i++) {
      after.put(written.get(i), answers.get(i));
    }
    return writes.stream().map(write -> result(write, after)).toList();
  }

  private static void put(
      Map<Account, Map<String, String>> blocks, Account account, String marker, String text) {
    blocks.computeIfAbsent(account, each -> new LinkedHashMap<>()).put(marker, text);
  }

  private static Operation change(
      Connection connection, Account account, JsonNode before, Map<String, String> blocks) {
    AccountSet set = AccountSet.of(connection, account);
    MarkedBlocks memo = memo(connection, account, before);
    for (Map.Entry<String, String> block : blocks.entrySet()) {
      memo = memo.with(block.getKey(), block.getValue());
    }
    JsonNode body = JsonNodeFactory.instance.objectNode().put(set.memo(), memo.whole());
    return Operation.update(set.address(account), body, before.path("@odata.etag").asText(null));
  }

  private static WriteResult result(Write write, Map<Account, Part> after) {
    Annotation wanted = Annotation.wanted(write);
    Part part = after.get(wanted.account());
    if (part == null) {
      return new WriteResult.Rejected("Dynamics has no %s to write on".formatted(wanted.account()));
    }
    if (part.status() == Part.CHANGED) {
      // Somebody wrote in the account meanwhile; it is looked at again.
      return new WriteResult.Changed(key(wanted), write.current());
    }
    if (!part.succeeded()) {
      return new WriteResult.Rejected(part.refusal());
    }
    return write.key() == null
        ? new WriteResult.Created(key(wanted), wanted.fields())
        : new WriteResult.Updated(key(wanted), wanted.fields());
  }
}
