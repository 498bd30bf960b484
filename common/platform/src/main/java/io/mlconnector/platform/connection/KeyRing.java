package io.mlconnector.platform.connection;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AeadKey;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

/** The keys of a keyset: one encrypts, all of them decrypt. */
record KeyRing(KeysetHandle handle) {

  /** What is sealed begins with a byte and the id of its key. */
  private static final int PREFIX = 5;

  static {
    register();
  }

  static void register() {
    try {
      AeadConfig.register();
    } catch (GeneralSecurityException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /**
   * @throws GeneralSecurityException where they are no keys of ours
   */
  static KeyRing of(KeysetHandle handle) throws GeneralSecurityException {
    KeyRing ring = new KeyRing(handle);
    ring.aead();
    if (ring.newest().length != PREFIX) {
      throw new GeneralSecurityException("the key that encrypts does not put its id first");
    }
    return ring;
  }

  Aead aead() throws GeneralSecurityException {
    return handle.getPrimitive(RegistryConfiguration.get(), Aead.class);
  }

  /** What everything begins with that the encrypting key sealed. */
  byte[] newest() {
    return ((AeadKey) handle.getPrimary().getKey()).getOutputPrefix().toByteArray();
  }

  /** A fresh key beside the others, which decrypts only. */
  KeyRing add() {
    return build(
        KeysetHandle.newBuilder(handle)
            .addEntry(
                KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                    .withRandomId()));
  }

  /** The key that was added last encrypts. */
  KeyRing useLast() {
    KeysetHandle.Builder builder = KeysetHandle.newBuilder(handle);
    builder.getAt(handle.size() - 1).makePrimary();
    return build(builder);
  }

  /** The encrypting key alone. */
  KeyRing dropOthers() {
    KeysetHandle.Builder builder = KeysetHandle.newBuilder(handle);
    for (int i = handle.size() - 1; i >= 0; i--) {
      if (!handle.getAt(i).isPrimary()) {
        builder.deleteAt(i);
      }
    }
    return build(builder);
  }

  /** The ids of the keys, with what each does; nothing secret. */
  List<String> list() {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < handle.size(); i++) {
      KeysetHandle.Entry entry = handle.getAt(i);
      keys.add(
          "%s %s"
              .formatted(
                  Integer.toUnsignedString(entry.getId()),
                  entry.isPrimary() ? "encrypts" : "decrypts"));
    }
    return keys;
  }

  private static KeyRing build(KeysetHandle.Builder builder) {
    try {
      return of(builder.build());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A key of ours is refused", e);
    }
  }

  @Override
  public String toString() {
    return "KeyRing" + list();
  }
}
