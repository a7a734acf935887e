// All critical cycles of up to six edges before the models: with orders, dependencies, fences,
// internal communication and updates, each vocabulary as a whole. All of them together make two
// hundred million cycles, hours of work: of a mixture of them every 1009th is looked at.
//
// SC forbids each test and a model without axioms allows it; sc is inside every model, compiled
// code and rc11 are inside c++20; and a weaker order never forbids more.
#include <gtest/gtest.h>

#include <algorithm>

#include "agreement/models.h"
#include "gen/enumerate.h"
#include "gen/make_test.h"
#include "gen/names.h"
#include "gen/selection.h"
#include "gen/slots.h"
#include "lang/print.h"

namespace litmus {
namespace {

constexpr const char* kMixture =
    "size=6;edges=dep,DpCtrldR;fences=sc;orders=rlx,acq,rel,sc;updates";

bool inside(const Judgement& small, const Judgement& big) {
  return std::ranges::includes(big.outcomes, small.outcomes);
}

void expect_inclusions(const litmus::Test& test) {
  static const Checker kNoAxioms(compile_cat("\"anything goes\"\n", "none.cat"));
  const Judgement sc = checker("sc").judge(test);
  const Judgement cpp = checker("c++20").judge(test);
  EXPECT_EQ(sc.holds, Frequency::Never) << to_litmus(test);
  EXPECT_EQ(kNoAxioms.judge(test).holds, Frequency::Sometimes) << to_litmus(test);
  for (const std::string& name : model_names()) {
    const Judgement judgement = checker(name).judge(test);
    EXPECT_TRUE(inside(sc, judgement)) << "sc inside " << name << "\n" << to_litmus(test);
    EXPECT_TRUE(inside(judgement, cpp)) << name << " inside c++20\n" << to_litmus(test);
  }
}

// Every order weakened by one step, and every fence left out, one at a time.
void expect_monotone(const litmus::Test& test) {
  const std::vector<Slot> slots = slots_of(test);
  std::vector<Order> orders;
  for (const Slot& slot : slots) orders.push_back(slot.order);
  for (const std::string& name : model_names()) {
    if (name == "sc") continue;  // knows no orders
    const Judgement strong = checker(name).judge(test);
    for (std::size_t i = 0; i < slots.size(); ++i) {
      for (Order weaker : next_weaker(slots[i].kind, slots[i].order)) {
        orders[i] = weaker;
        const litmus::Test weak = with_orders(test, orders);
        EXPECT_TRUE(inside(strong, checker(name).judge(weak)))
            << name << " allows less of\n" << to_litmus(weak) << "than of\n" << to_litmus(test);
      }
      orders[i] = slots[i].order;
    }
  }
}

// Every `stride`-th cycle of a selection; returns how many.
template <typename Expect>
std::size_t for_each_test(std::string_view selection, std::size_t stride, const Expect& expect) {
  std::size_t number = 0, looked_at = 0;
  enumerate(parse_selection(selection), [&](const Cycle& cycle) {
    if (number++ % stride == 0) {
      expect(make_test(cycle, name_of(cycle)));
      ++looked_at;
    }
    return !::testing::Test::HasFailure();
  });
  return looked_at;
}

TEST(CyclesOfSix, WithOrders) {
  EXPECT_EQ(for_each_test("size=6;orders=rlx,acq,rel,sc", 1, expect_inclusions), 9900u);
}

TEST(CyclesOfSix, WithDependenciesAndFences) {
  EXPECT_GT(for_each_test("size=6;edges=dep,DpCtrldR;fences=sc,acq,rel,ar", 1, expect_inclusions),
            2000u);
}

TEST(CyclesOfSix, WithDependenciesAndOrders) {
  EXPECT_GT(for_each_test("size=6;edges=dep;orders=rlx,acq,rel,sc", 1, expect_inclusions), 60000u);
}

TEST(CyclesOfSix, WithInternalCommunication) {
  EXPECT_GT(for_each_test("size=6;threads=3;edges=dep,pos,internal;fences=sc", 1,
                          expect_inclusions),
            1000u);
}

TEST(CyclesOfSix, WithUpdates) {
  EXPECT_GT(for_each_test("size=6;updates;orders=rlx,sc", 1, expect_inclusions), 20000u);
}

TEST(CyclesOfSix, OfAMixture) {
  EXPECT_GT(for_each_test(kMixture, 1009, expect_inclusions), 10000u);
}

TEST(CyclesOfSix, WeakerOrdersNeverForbidMore) {
  EXPECT_GT(for_each_test(kMixture, 10007, expect_monotone), 1000u);
}

}  // namespace
}  // namespace litmus
