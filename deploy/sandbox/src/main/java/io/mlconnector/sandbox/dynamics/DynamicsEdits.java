package io.mlconnector.sandbox.dynamics;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.dynamics.Property.Home;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** What people do in the simulated environment, seen by the API at once. */
public final class DynamicsEdits {

  private final Store store;
  private final Changes changes;
  private final Supplier<DynamicsSettings> settings;
  private final BiConsumer<EntityType, Entry> changed;

  DynamicsEdits(
      Store store, Supplier<DynamicsSettings> settings, BiConsumer<EntityType, Entry> changed) {
    this.store = store;
    this.changes = new Changes(store);
    this.settings = settings;
    this.changed = changed;
  }

  /** All rows of an entity set, in the order of creation, as the API shows them. */
  public List<ObjectNode> rows(String set) {
    synchronized (store) {
      return store.entries(type(set)).stream().map(DynamicsEdits::shown).toList();
    }
  }

  /** One row; throws {@link IllegalArgumentException} when there is none. */
  public ObjectNode row(String set, String company, String number) {
    synchronized (store) {
      return shown(entry(set, company, number));
    }
  }

  /** Sets properties, by their names in the entity, and returns the row. */
  public ObjectNode change(String set, String company, String number, ObjectNode values) {
    synchronized (store) {
      Entry entry = entry(set, company, number);
      Entry after = refused(() -> changes.change(entry, Values.read(entry.type(), values)));
      changed.accept(entry.type(), after);
      return shown(after);
    }
  }

  /** Adds a row; a missing account and party are numbered and made. */
  public ObjectNode create(String set, ObjectNode values) {
    synchronized (store) {
      EntityType type = type(set);
      if (type.properties().values().stream().anyMatch(each -> each.home() == Home.COMPUTED)) {
        throw new IllegalArgumentException(set + ": its rows follow from those of other sets");
      }
      String company = settings.get().defaultCompany();
      Entry entry = refused(() -> changes.create(type, company, Values.read(type, values)));
      changed.accept(type, entry);
      return shown(entry);
    }
  }

  public void delete(String set, String company, String number) {
    synchronized (store) {
      Entry entry = entry(set, company, number);
      store.delete(entry.type(), entry.row());
      changed.accept(entry.type(), entry);
    }
  }

  /** Gives so many rows, drawn by the seed, another phone: no ETag moves. */
  public List<ObjectNode> changePhones(String set, int count, long seed) {
    synchronized (store) {
      EntityType type = type(set);
      List<Entry> drawn = new ArrayList<>(store.entries(type));
      Collections.shuffle(drawn, new Random(seed));
      Property phone =
          type.properties().values().stream()
              .filter(property -> property.field().equals("Phone"))
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException(set + ": has no phone"));
      Random random = new Random(seed);
      List<ObjectNode> shown = new ArrayList<>();
      for (Entry entry : drawn.subList(0, Math.min(count, drawn.size()))) {
        String number = "+1 425 555 " + (1_000_000 + random.nextInt(9_000_000));
        Entry after = changes.change(entry, Map.of(phone, number));
        changed.accept(type, after);
        shown.add(shown(after));
      }
      return shown;
    }
  }

  private EntityType type(String set) {
    return refused(() -> Entities.known(set, settings.get()));
  }

  private Entry entry(String set, String company, String number) {
    EntityType type = type(set);
    if (type.keys().size() != 2) {
      throw new IllegalArgumentException(set + ": its rows are not named by company and number");
    }
    Entry entry = store.entry(type, company, number);
    if (entry == null) {
      throw new IllegalArgumentException(set + ": there is no " + company + "/" + number);
    }
    return entry;
  }

  private static ObjectNode shown(Entry entry) {
    return new Rendering("", false).single(entry, null);
  }

  private static <T> T refused(Supplier<T> work) {
    try {
      return work.get();
    } catch (Refusal e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
