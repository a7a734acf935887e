// What the search may build on: recognised where the axioms say it, never where they do not.
#include "model/implied.h"

#include <gtest/gtest.h>

#include "model/race.h"

namespace litmus {
namespace {

Implied implied(const char* text) { return implied_by(compile_cat(text, "m")); }

TEST(Implied, CoherenceAndAtomicity) {
  const Implied both = implied("m\nacyclic po-loc | rf | co | fr\nempty rmw & (fre ; coe)");
  EXPECT_TRUE(both.coherence);
  EXPECT_TRUE(both.atomicity);
  EXPECT_TRUE(implied("m\nacyclic po | rf | co | fr\nempty (fr ; co) & rmw").atomicity);
  EXPECT_FALSE(implied("m\nacyclic po-loc | rf | co | fr").atomicity);
}

TEST(Implied, NotByLess) {
  EXPECT_FALSE(implied("nothing").coherence);
  EXPECT_FALSE(implied("m\nacyclic po-loc | rfe | co | fr").coherence);
  EXPECT_FALSE(implied("m\n~acyclic po-loc | rf | co | fr").coherence);
  EXPECT_FALSE(implied("m\nflag acyclic po-loc | rf | co | fr as odd").coherence);
  // Atomicity is of use only together with coherence.
  EXPECT_FALSE(implied("m\nempty rmw & (fr ; co)").atomicity);
}

TEST(RaceCheck, IsFoundByRoleOrName) {
  const CatModel none = compile_cat("m\nacyclic po | rf as thin", "m");
  EXPECT_FALSE(race_check(none));
  const CatModel flagged = compile_cat("m\nflag ~empty (W * R) \\ rf as data-race", "m");
  ASSERT_TRUE(race_check(flagged));
  EXPECT_TRUE(races_only_shrink(flagged));
  const CatModel undefined = compile_cat("m\nundefined_unless empty rf & ext as reads", "m");
  ASSERT_TRUE(race_check(undefined));
  EXPECT_FALSE(races_only_shrink(undefined));  // more rf, more pairs
}

TEST(RaceCheck, Trends) {
  auto shrinks = [](const char* text) {
    const CatModel model = compile_cat(text, "m");
    return only_shrinks(model, model.checks[0].node);
  };
  EXPECT_TRUE(shrinks("m\nempty po & loc"));
  EXPECT_FALSE(shrinks("m\nempty po | rf"));
  EXPECT_TRUE(shrinks("m\nempty po \\ (po | rf)+"));
  EXPECT_FALSE(shrinks("m\nempty po \\ (po \\ rf)"));
}

}  // namespace
}  // namespace litmus
