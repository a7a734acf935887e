// What models must say of each other, on golden tests, the catalogue and random programs: sc is
// inside every model; compiled code stays inside c++20; rc11 is inside c++20; and a stronger order
// never allows more.
#include <gtest/gtest.h>

#include <algorithm>

#include "agreement/catalogue.h"
#include "agreement/models.h"
#include "agreement/random_program.h"
#include "lang/parse.h"
#include "lang/print.h"

namespace litmus {
namespace {

bool inside(const Judgement& small, const Judgement& big) {
  return std::ranges::includes(big.outcomes, small.outcomes);
}

void expect_inclusions(const litmus::Test& test) {
  const JudgeOptions options{.unroll = 1};
  const Judgement sc = checker("sc").judge(test, options);
  const Judgement cpp = checker("c++20").judge(test, options);
  SCOPED_TRACE(test.source);
  for (const std::string& name : model_names()) {
    const Judgement judgement = checker(name).judge(test, options);
    EXPECT_TRUE(inside(sc, judgement)) << "sc inside " << name;
    // What is undefined promises nothing. rc11 judges the same source, race or not.
    const bool promises = cpp.races.empty() || name == "rc11";
    if (name != "c++20" && promises) {
      EXPECT_TRUE(inside(judgement, cpp)) << name << " inside c++20";
    }
  }
}

TEST(Inclusion, Catalogue) {
  for (const litmus::Test& test : catalogue_tests()) {
    expect_inclusions(test);
    if (HasFailure()) FAIL() << test.name;
  }
}

TEST(Inclusion, RandomPrograms) {
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    const Flavour flavour{.threads = 3, .plain = seed % 3 == 0, .locks = seed % 4 == 0};
    expect_inclusions(parse_test(random_program(seed, flavour), "random"));
    if (HasFailure()) FAIL() << "seed " << seed;
  }
}

// An update whose result is dropped still reads, and a fence behind it may be what synchronises.
// P1's fence and its exchange, read by P0's addition and then P0's acquire fence, hand y=1 over; so
// if the exchange came first (s=0), r is 1. On Armv8 the load barrier waits for the addition's read
// only if that has a register to go to: compiled to STADD the pair would fall apart.
TEST(Inclusion, ADroppedResultIsReadAllTheSame) {
  const litmus::Test test = parse_test(
      "C dropped\n{}\n"
      "P0 (atomic_int* x, atomic_int* y) {\n"
      "  atomic_fetch_add_explicit(x, 1, memory_order_relaxed);\n"
      "  atomic_thread_fence(memory_order_acquire);\n"
      "  int r = atomic_load_explicit(y, memory_order_relaxed);\n"
      "}\n"
      "P1 (atomic_int* x, atomic_int* y) {\n"
      "  atomic_store_explicit(y, 1, memory_order_relaxed);\n"
      "  atomic_thread_fence(memory_order_release);\n"
      "  int s = atomic_exchange_explicit(x, 7, memory_order_relaxed);\n"
      "}\n"
      "exists (0:r=0 /\\ 1:s=0)\n",
      "dropped");
  expect_inclusions(test);
  EXPECT_EQ(checker("c++20").judge(test).holds, Frequency::Never);
  EXPECT_EQ(checker("armv8").judge(test).holds, Frequency::Never);

  const Compilation to_stadd = [](const Instruction& i, Architecture architecture, bool succeeded) {
    std::vector<MachineOp> ops = compile(i, architecture, succeeded);
    if (i.kind == Instruction::Kind::Update && i.result < 0) ops[0].tags.push_back("NoRet");
    return ops;
  };
  EXPECT_EQ(checker("armv8").judge(test, {.compilation = to_stadd}).holds, Frequency::Sometimes);
}

// --- stronger orders

// The orders that promise more than `order`, next to it, and are valid on that kind of access.
std::vector<Order> stronger(Expr::Kind kind, Order order) {
  std::vector<Order> found;
  for (Order next : {Order::Acquire, Order::Release, Order::AcqRel, Order::SeqCst}) {
    if (order == Order::Plain || next == order || !at_least(next, order)) continue;
    if (kind == Expr::Kind::Load && !valid_for_load(next)) continue;
    if (kind == Expr::Kind::Store && !valid_for_store(next)) continue;
    found.push_back(next);
  }
  return found;
}

void collect(Expr& e, std::vector<Expr*>& ordered) {
  switch (e.kind) {
    case Expr::Kind::Load:
    case Expr::Kind::Store:
    case Expr::Kind::Update:
    case Expr::Kind::CompareExchange:
    case Expr::Kind::Fence: ordered.push_back(&e); break;
    default: break;
  }
  for (Expr& operand : e.operands) collect(operand, ordered);
}

void collect(std::vector<Statement>& body, std::vector<Expr*>& ordered) {
  for (Statement& s : body) {
    collect(s.expr, ordered);
    for (auto* inner : {&s.body, &s.otherwise, &s.init, &s.step}) collect(*inner, ordered);
  }
}

// Strengthens every access of the test in every way, one at a time. Returns how many ways.
int expect_monotone(litmus::Test test) {
  std::vector<Expr*> ordered;
  for (Thread& thread : test.threads) collect(thread.body, ordered);
  int ways = 0;
  for (const std::string& name : model_names()) {
    if (name == "sc") continue;  // knows no orders
    const Judgement before = checker(name).judge(test, {.unroll = 1});
    for (Expr* e : ordered) {
      const Order order = e->order;
      for (Order next : stronger(e->kind, order)) {
        e->order = next;
        const Judgement after = checker(name).judge(test, {.unroll = 1});
        e->order = order;
        ++ways;
        EXPECT_TRUE(inside(after, before))
            << name << ", line " << e->at.line << ": " << to_string(next) << " instead of "
            << to_string(order) << "\n" << test.source;
      }
    }
  }
  return ways;
}

TEST(Inclusion, StrongerOrdersNeverAllowMore) {
  int ways = 0;
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    const Flavour flavour{.threads = 3, .accesses = 2};
    ways += expect_monotone(parse_test(random_program(seed, flavour), "random"));
    if (HasFailure()) FAIL() << "seed " << seed;
  }
  EXPECT_GT(ways, 3000);
}

}  // namespace
}  // namespace litmus
