package io.mlconnector.console.chain;

import io.mlconnector.console.chain.Verdict.Problem;

/** Ends a verification at the first that does not fit. */
final class Unfit extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  Unfit(Problem problem) {
    super(problem.what(), null, false, false);
    this.problem = problem;
  }

  static Unfit block(Block block, String what) {
    return new Unfit(new Problem(block.day(), null, null, block.seq(), what));
  }

  static Unfit entry(Entry entry, Block block, String what) {
    Long seq = block == null ? null : block.seq();
    return new Unfit(new Problem(Days.of(entry.at()), entry.at(), entry.id(), seq, what));
  }

  static Unfit line(Line line, Block block, String what) {
    Long seq = block == null ? null : block.seq();
    return new Unfit(new Problem(Days.of(line.at()), line.at(), line.event(), seq, what));
  }

  Problem problem() {
    return problem;
  }
}
