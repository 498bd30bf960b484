package io.mlconnector.sandbox.zendesk.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongPredicate;

/** The account's organizations: unique names and external ids, both regardless of case. */
public final class Organizations {

  private final Ids ids;
  private final InstantSource clock;
  private final CustomFields fields;
  private final LongPredicate groupExists;
  private final TreeMap<Long, Organization> byId = new TreeMap<>();
  private final Lookup names = new Lookup();
  private final Lookup externalIds = new Lookup();
  private final List<Consumer<Organization>> changed = new ArrayList<>();
  private final List<Consumer<Organization>> deleted = new ArrayList<>();
  private final List<BiConsumer<Organization, String>> listeners = new ArrayList<>();

  Organizations(Ids ids, InstantSource clock, CustomFields fields, LongPredicate groupExists) {
    this.ids = ids;
    this.clock = clock;
    this.fields = fields;
    this.groupExists = groupExists;
  }

  void onChange(Consumer<Organization> listener) {
    changed.add(listener);
  }

  void onDelete(Consumer<Organization> listener) {
    deleted.add(listener);
  }

  /** Is told of every organization to which something happened, and what: {@code created}. */
  public void onEvent(BiConsumer<Organization, String> listener) {
    listeners.add(listener);
  }

  /** All organizations, by rising id. */
  public Collection<Organization> all() {
    return byId.values();
  }

  /** All, in the order in which an incremental export gives them. */
  public List<Organization> exported() {
    return Entity.exported(byId.values());
  }

  public Optional<Organization> byId(long id) {
    return Optional.ofNullable(byId.get(id));
  }

  public Optional<Organization> byExternalId(String externalId) {
    return externalIds.first(externalId).map(byId::get);
  }

  public List<Organization> allByExternalId(String externalId) {
    return externalIds.all(externalId).stream().map(byId::get).toList();
  }

  public List<Organization> allByName(String name) {
    return names.all(name.strip()).stream().map(byId::get).toList();
  }

  Lookup names() {
    return names;
  }

  Lookup externalIds() {
    return externalIds;
  }

  /** Reads and checks a new organization without making it, so that two of them can race. */
  public Draft check(ObjectNode body) {
    return check(Attributes.ORGANIZATION.read(body, fields), Optional.empty());
  }

  /** Makes a checked organization; nothing is checked again. */
  public Written<Organization> insert(Draft draft) {
    Organization organization = new Organization(ids.next(), clock.instant());
    draft.applyTo(organization);
    byId.put(organization.id, organization);
    index(organization);
    changed.forEach(listener -> listener.accept(organization));
    happened(organization, "created");
    return new Written<>(organization, true, draft.ignored());
  }

  public Written<Organization> update(long id, ObjectNode body) {
    Organization organization = byId(id).orElseThrow(Refusals::notFound);
    Draft draft = check(Attributes.ORGANIZATION.read(body, fields), Optional.of(organization));
    Map<String, Object> before = told(organization);
    unindex(organization);
    if (draft.applyTo(organization)) {
      organization.touch(clock.instant());
    }
    index(organization);
    changed.forEach(listener -> listener.accept(organization));
    told(organization)
        .forEach(
            (verb, fact) -> {
              if (!fact.equals(before.get(verb))) {
                happened(organization, verb);
              }
            });
    return new Written<>(organization, false, draft.ignored());
  }

  /** What each verb tells the change of; other attributes change without an event. */
  private static Map<String, Object> told(Organization organization) {
    return Map.of(
        "name_changed", organization.name(),
        "external_id_changed", organization.externalId(),
        "tags_changed", Optional.ofNullable(organization.values.get("tags")),
        "custom_field_changed", Map.copyOf(organization.custom));
  }

  private void happened(Organization organization, String verb) {
    listeners.forEach(listener -> listener.accept(organization, verb));
  }

  /** The organization that create_or_update means: by id or external id, never by name. */
  public Optional<Organization> match(ObjectNode body) {
    if (body.hasNonNull("id")) {
      return Optional.of(byId(body.get("id").asLong()).orElseThrow(Refusals::notFound));
    }
    return body.hasNonNull("external_id")
        ? byExternalId(body.get("external_id").asText())
        : Optional.empty();
  }

  public void delete(long id) {
    Organization organization = byId(id).orElseThrow(Refusals::notFound);
    byId.remove(id);
    unindex(organization);
    deleted.forEach(listener -> listener.accept(organization));
    happened(organization, "deleted");
  }

  void replaceAll(List<Organization> organizations) {
    byId.clear();
    names.clear();
    externalIds.clear();
    for (Organization organization : organizations) {
      byId.put(organization.id, organization);
      index(organization);
    }
  }

  private Draft check(Draft draft, Optional<Organization> self) {
    Violations violations = draft.violations();
    long id = self.map(Organization::id).orElse(-1L);
    if ((self.isEmpty() || draft.has("name")) && draft.text("name").orElse("").isEmpty()) {
      violations.add("name", "BlankValue", "Name: cannot be blank");
    }
    draft
        .text("name")
        .filter(name -> names.takenByOther(name, id))
        .ifPresent(
            name -> violations.duplicate("name", "Name: " + name + " has already been taken"));
    draft
        .text("external_id")
        .filter(externalId -> externalIds.takenByOther(externalId, id))
        .ifPresent(
            taken ->
                violations.duplicate(
                    "external_id", "External: " + taken + " has already been taken"));
    draft
        .id("group_id")
        .filter(group -> !groupExists.test(group))
        .ifPresent(group -> violations.invalid("group_id", "Group: is invalid"));
    violations.refuseIfAny();
    return draft;
  }

  private void index(Organization organization) {
    names.add(organization.name(), organization.id);
    organization.externalId().ifPresent(text -> externalIds.add(text, organization.id));
  }

  private void unindex(Organization organization) {
    names.remove(organization.name(), organization.id);
    organization.externalId().ifPresent(text -> externalIds.remove(text, organization.id));
  }
}
