package io.mlconnector.platform.vendor.signin;

import io.mlconnector.canonical.CanonicalJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table of sign-ins, which outlives owners; can break, as databases do. */
final class FakeMemory implements SignInMemory {

  private String kept;
  final List<SignInState> saved = new ArrayList<>();
  Runnable beforeSave = () -> {};

  @Override
  public Optional<SignInState> load() {
    return Optional.ofNullable(kept).map(text -> CanonicalJson.read(text, SignInState.class));
  }

  @Override
  public void save(SignInState state) {
    beforeSave.run();
    kept = CanonicalJson.text(state);
    saved.add(state);
  }
}
