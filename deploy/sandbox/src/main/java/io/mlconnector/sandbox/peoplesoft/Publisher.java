package io.mlconnector.sandbox.peoplesoft;

/** Told of what people saved, so that the Integration Broker can publish it. */
interface Publisher {

  /** Somebody new: one save publishes the person, the job and the person once more. */
  void hired(Person person);

  /** A job has other rows than before. */
  void worked(Person person);

  /** Names, e-mail or phone are others. */
  void changed(Person person);

  void added(Row vendor);

  void changed(Row vendor);
}
