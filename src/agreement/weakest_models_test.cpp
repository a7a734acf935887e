// The search over orders on the built-in models: what a careful programmer would write.
//
// Every answer is checked again: it forbids, and each of its weakenings allows.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "agreement/catalogue.h"
#include "agreement/models.h"
#include "gen/assignments.h"
#include "gen/differ.h"
#include "gen/names.h"
#include "gen/selection.h"
#include "gen/weakest.h"

namespace litmus {
namespace {

Judge judge_of(std::string_view model) {
  return [&checker = checker(model)](const litmus::Test& test) { return checker.judge(test); };
}

const litmus::Test& from_catalogue(std::string_view name) {
  auto found = std::find_if(catalogue_tests().begin(), catalogue_tests().end(),
                            [&](const litmus::Test& test) { return test.name == name; });
  EXPECT_TRUE(found != catalogue_tests().end()) << name;
  return *found;
}

// "store y release, load y acquire": the slots above relaxed, and the fences that are there.
std::string told(const Weakest& found, const Assignment& answer) {
  std::string text;
  for (std::size_t i = 0; i < found.slots.size(); ++i) {
    const Order order = answer.orders[i];
    if (order == Order::Plain || order == Order::Relaxed) continue;
    text += (text.empty() ? "" : "; ") + to_string(found.slots[i], found.base) + " " +
            std::string(to_string(order));
  }
  return text;
}

using Texts = std::multiset<std::string>;

Texts told(const Weakest& found) {
  Texts texts;
  for (const Assignment& answer : found.answers) texts.insert(told(found, answer));
  return texts;
}

Weakest searched(const Test& test, std::string_view model, const WeakestOptions& options = {}) {
  Judge judge = judge_of(model);
  Weakest found = weakest(test, judge, options);
  EXPECT_TRUE(found.complete);
  for (const Assignment& answer : found.answers) {
    EXPECT_TRUE(is_minimal(answer.test, judge)) << told(found, answer);
  }
  return found;
}

TEST(WeakestOrders, MessagePassingIsReleaseAndAcquire) {
  EXPECT_EQ(told(searched(test_named("MP"), "c++20")),
            (Texts{"P0: store y release; P1: load y acquire"}));
  EXPECT_EQ(told(searched(test_named("MP"), "tso")), (Texts{""}));
}

TEST(WeakestOrders, StoreBufferingIsSeqCstThroughout) {
  EXPECT_EQ(
      told(searched(test_named("SB"), "c++20")),
      (Texts{"P0: store x seq_cst; P0: load y seq_cst; P1: store y seq_cst; P1: load x seq_cst"}));
  Texts fenced = told(searched(test_named("SB"), "c++20", {.fences = true}));
  EXPECT_TRUE(fenced.contains("P0: fence 2 seq_cst; P1: fence 2 seq_cst"));
  EXPECT_EQ(fenced.size(), 4u);  // on either side the one or the other
}

TEST(WeakestOrders, IriwNeedsSeqCstOnTheStoresToo) {
  Weakest found = searched(test_named("IRIW"), "c++20");
  EXPECT_EQ(told(found), (Texts{"P0: store x seq_cst; P1: load x seq_cst; P1: load y seq_cst; "
                                "P2: store y seq_cst; P3: load y seq_cst; P3: load x seq_cst"}));
  // The cheaper-looking wrong ones: one access less, and it is allowed again.
  EXPECT_EQ(found.near.size(), 6u);
  for (const Assignment& wrong : found.near) {
    EXPECT_LT(wrong.cost, found.answers[0].cost);
    EXPECT_NE(checker("c++20").judge(wrong.test).holds, Frequency::Never);
  }
  Weakest fenced = searched(test_named("IRIW"), "c++20", {.fences = true});
  EXPECT_EQ(told(fenced, fenced.answers[0]), "P1: fence 2 seq_cst; P3: fence 2 seq_cst");
}

TEST(WeakestOrders, OfLocksAreAcquireAndRelease) {
  EXPECT_EQ(told(searched(from_catalogue("spinlock+cas"), "c++20")),
            (Texts{"P0: compare-exchange l acquire; P0: store l release; "
                   "P1: compare-exchange l acquire; P1: store l release"}));
  EXPECT_EQ(told(searched(from_catalogue("trylock"), "c++20")),
            (Texts{"P0: update l acquire; P0: store l release; "
                   "P1: update l acquire; P1: store l release"}));
}

TEST(WeakestOrders, OfDoubleCheckedLocking) {
  const Texts kRight = {
      "P0: load ready acquire; P0: store ready release; "
      "P1: load ready acquire; P1: store ready release"};
  EXPECT_EQ(told(searched(from_catalogue("DCL"), "c++20")), kRight);
  EXPECT_EQ(told(searched(from_catalogue("DCL+rlx"), "c++20")), kRight);
}

TEST(WeakestOrders, OfASeqlock) {
  Weakest found = searched(from_catalogue("seqlock"), "c++20");
  EXPECT_TRUE(
      told(found).contains("P0: fence 2 release; P0: store seq release; "
                           "P1: load seq acquire; P1: fence 4 acquire"));
}

TEST(WeakestOrders, OfEveryCycleStandACheckAgain) {
  for (const Family& family : families()) {
    Weakest found = searched(test_named(family.name), "c++20");
    EXPECT_TRUE(found.possible) << family.name;
  }
}

TEST(WeakestOrders, NothingForbidsARaceThatNoOrderOrders) {
  Weakest found = searched(from_catalogue("publish+plain"), "c++20");
  EXPECT_FALSE(found.possible);
  EXPECT_FALSE(found.races.empty());
}

// Whether some answer asks for no more than these orders.
bool covered(const Weakest& found, const std::vector<Order>& orders) {
  return std::any_of(found.answers.begin(), found.answers.end(), [&](const Assignment& answer) {
    for (std::size_t i = 0; i < orders.size(); ++i) {
      if (!at_least(orders[i], answer.orders[i])) return false;
    }
    return true;
  });
}

// The search rests on this: under every built-in model a stronger order never allows more. Shown by
// asking about every assignment.
TEST(WeakestOrders, ExplainEveryAssignment) {
  constexpr Order kAll[] = {Order::Relaxed, Order::Acquire, Order::Release, Order::AcqRel,
                            Order::SeqCst};
  for (const std::string& model : model_names()) {
    for (std::string_view name : {"MP", "SB", "LB", "R", "S", "2+2W", "CoRR", "MP+u.rel+rlx",
                                  "MP+f.rel+rlx", "SB+f.sc+rlx", "WRC"}) {
      litmus::Test test = test_named(name);
      Weakest found = searched(test, model);
      AssignmentGroups groups = group_assignments(test, kAll, judge_of(model));
      for (const auto& orders : groups.never) EXPECT_TRUE(covered(found, orders)) << model << name;
      for (const auto& orders : groups.sometimes) {
        EXPECT_FALSE(covered(found, orders)) << model << name;
      }
      EXPECT_EQ(found.possible, !groups.never.empty());
    }
  }
}

// The names of all tests on which two models differ, with which of them allows more.
struct Differences {
  std::vector<std::string> first, second;  // allowed by it alone
};

Differences differences(std::string_view selection, std::string_view a, std::string_view b) {
  Differences found;
  EXPECT_TRUE(differ(
      parse_selection(selection), judge_of(a), judge_of(b), [&](const ModelDifference& difference) {
        (difference.first_allows ? found.first : found.second).push_back(difference.test.name);
        return true;
      }));
  return found;
}

bool has(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

TEST(Differ, TsoAndScByStoreBuffering) {
  Differences found = differences("size=4", "tso", "sc");
  EXPECT_EQ(found.first, (std::vector<std::string>{"SB", "R"}));
  EXPECT_TRUE(found.second.empty());
}

TEST(Differ, TheLanguagesByLoadBufferingAndReleaseSequences) {
  Differences found = differences("size=5;edges=Coi;orders=rlx,acq,rel", "c++20", "rc11");
  EXPECT_EQ(found.first.at(0), "LB");
  EXPECT_TRUE(has(found.first, "MP+rlx-rel-coi-rlx+acq"));
  EXPECT_TRUE(found.second.empty()) << "rc11 is inside c++20";
}

TEST(Differ, Armv8AndPowerByIndependentReads) {
  Differences found = differences("size=6;orders=rlx,acq", "armv8", "power");
  EXPECT_TRUE(has(found.second, "IRIW+rlx+acq+rlx+acq"));
}

}  // namespace
}  // namespace litmus
