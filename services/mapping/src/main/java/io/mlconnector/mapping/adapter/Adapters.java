package io.mlconnector.mapping.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlconnector.canonical.delivery.Delivery;
import io.mlconnector.canonical.delivery.Ref;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The adapters, as far as mapping asks them. */
public interface Adapters {

  /**
   * The connection of that id.
   *
   * @return empty where every adapter answered and none has it
   * @throws AdapterUnreachable where none of those that answered has it and one did not answer
   */
  Optional<KnownConnection> connection(String id);

  /**
   * The companies that a connection of a system with companies reads, by its setting {@code
   * companies}.
   *
   * @return empty where the system has no such setting; an empty list where all are read
   * @throws AdapterUnreachable where the adapter did not answer
   */
  Optional<List<String>> companies(KnownConnection connection);

  /** The ids of the connections that can be seen now, for messages. */
  List<String> ids();

  /**
   * The target object as it is now.
   *
   * @throws AdapterUnreachable where the adapter, or its vendor, did not answer
   * @throws AdapterRefused where there is no such object, naming those that there are
   */
  TargetObject object(KnownConnection connection, String object);

  /**
   * Reads what is there for each delivery, in order; writes nothing.
   *
   * @param keys target keys by ref, of the deliveries and of what they link to, as far as known
   * @throws AdapterUnreachable where the adapter, or its vendor, did not answer
   * @throws AdapterRefused where the adapter will not
   */
  List<TargetRecord> read(
      KnownConnection connection,
      String object,
      List<Delivery> deliveries,
      Map<String, String> keys);

  /**
   * Has the system count the open records of a group, such as an organization's tickets.
   *
   * @param keys those that are known here
   * @param reread whether a difference has them, and those that the system finds, read again
   * @return empty where no stream of the system is of that entity
   * @throws AdapterUnreachable where the adapter, or its vendor, did not answer
   * @throws AdapterRefused where the system does not count them itself
   */
  Optional<SpotChecked> spotCheck(
      KnownConnection connection, String entity, String group, List<String> keys, boolean reread);

  /**
   * Makes custom fields of the object that are missing; leaves those that there are.
   *
   * @param fields path and type of each, as the adapter's own schema gives them
   * @throws AdapterUnreachable where the adapter, or its vendor, did not answer
   * @throws AdapterRefused where the adapter cannot make one
   */
  void provision(KnownConnection connection, String object, JsonNode fields);

  /**
   * Has records of an entity read again at their source, and published also where they are as
   * before.
   *
   * @throws AdapterUnreachable where the adapter did not answer
   * @throws AdapterRefused where nothing of it gives that entity
   */
  void readAnew(KnownConnection connection, String entity, List<String> keys);

  /**
   * Tells the adapter which target record a ref has from now on.
   *
   * @param key null where it has none any more
   * @throws AdapterRefused where the key belongs to another ref
   */
  void link(KnownConnection connection, Ref ref, String key);
}
