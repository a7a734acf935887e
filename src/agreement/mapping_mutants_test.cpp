// Weaken any one row of the standard compilations, and some test notices: one of the catalogue,
// whose answer is no longer the one derived for it, or a probe.
//
// A probe puts one access of the row's kind and order where it must keep others in order: first or
// second of two accesses of a thread, or between them. The rest of its thread is as weak as can be
// and the other thread as strong as can be, so that the probe stands or falls with the row.
//
// A mutant is one row (architecture, kind of access, order, and for compare-exchange whether it
// succeeds) and one thing that its code has too little of: a fence left out or weaker, an
// annotation left out or weaker.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "agreement/catalogue.h"
#include "agreement/models.h"
#include "lang/effects.h"
#include "lang/parse.h"

namespace litmus {
namespace {

using Kind = Instruction::Kind;
using Ops = std::vector<MachineOp>;

struct Mutant {
  Architecture architecture;
  Kind kind;
  Order order;
  bool succeeded;
  std::string_view tag;       // of the operation that is weakened
  std::string_view weaker;    // what stands there instead; empty: nothing
};

std::string_view name_of(Kind kind) {
  switch (kind) {
    case Kind::Load: return "load";
    case Kind::Store: return "store";
    case Kind::Update: return "update";
    case Kind::CompareExchange: return "compare-exchange";
    case Kind::Fence: return "fence";
    case Kind::Lock: return "lock";
    case Kind::Unlock: return "unlock";
    default: return "?";
  }
}

std::string to_string(const Mutant& m) {
  return fmt::format("{}: {} {}{} with {} for {}", to_string(m.architecture), to_string(m.order),
                     m.succeeded ? "" : "failed ", name_of(m.kind),
                     m.weaker.empty() ? "nothing" : m.weaker, m.tag);
}

std::string_view model_of(Architecture architecture) {
  switch (architecture) {
    case Architecture::X86: return "tso";
    case Architecture::Armv8: return "armv8";
    case Architecture::RiscV: return "riscv";
    case Architecture::Power: return "power";
  }
  return "";
}

std::vector<std::string_view> weaker_than(std::string_view tag) {
  if (tag == "SYNC") return {"", "LWSYNC"};
  if (tag == "DMB.ISH") return {"", "DMB.ISHLD"};
  if (tag == "Fence.rw.rw") return {"", "Fence.tso"};
  if (tag == "AcqRel") return {"Acq", "Rel"};
  return {""};
}

// The mutant's code for an instruction: the row itself is changed, all others are standard.
Ops mutated(const Mutant& m, const Instruction& i, Architecture architecture, bool succeeded) {
  Ops ops = compile(i, architecture, succeeded);
  if (i.kind != m.kind || i.order != m.order || succeeded != m.succeeded) return ops;
  Ops result;
  for (MachineOp& op : ops) {
    const bool affected = std::ranges::find(op.tags, m.tag) != op.tags.end();
    if (affected && op.kind == MachineOp::Kind::Fence && m.weaker.empty()) continue;
    if (affected) std::erase(op.tags, m.tag);
    if (affected && !m.weaker.empty()) op.tags.push_back(m.weaker);
    result.push_back(op);
  }
  return result;
}

// Every way to weaken every row that some test of the catalogue uses.
std::vector<Mutant> mutants() {
  std::vector<Mutant> all;
  auto add = [&](const Instruction& i, Architecture architecture, bool succeeded) {
    for (const MachineOp& op : compile(i, architecture, succeeded)) {
      // What kind of instruction it is, no row can weaken.
      if (op.tags.empty() || op.tags[0] == "EX") continue;
      if (op.tags[0] == "X" && architecture == Architecture::RiscV) continue;
      // lr.aq.rl keeps everything before it already: the .rl on its sc is for the eye.
      const bool doubled = architecture == Architecture::RiscV && op.tags[0] == "Rel" &&
                           i.kind == Kind::CompareExchange && i.order == Order::SeqCst;
      if (doubled) continue;
      for (std::string_view weaker : weaker_than(op.tags[0])) {
        const Mutant mutant{architecture, i.kind, i.order, succeeded, op.tags[0], weaker};
        const bool known = std::ranges::any_of(
            all, [&](const Mutant& m) { return to_string(m) == to_string(mutant); });
        if (!known) all.push_back(mutant);
      }
    }
  };
  for (const litmus::Test& test : catalogue_tests()) {
    for (int thread = 0; thread < static_cast<int>(test.threads.size()); ++thread) {
      for (const Instruction& i : effects(test, thread).code) {
        for (auto architecture : {Architecture::X86, Architecture::Armv8, Architecture::RiscV,
                                  Architecture::Power}) {
          add(i, architecture, true);
          if (i.kind == Kind::CompareExchange) add(i, architecture, false);
        }
      }
    }
  }
  return all;
}

bool uses(const litmus::Test& test, const Mutant& m) {
  for (int thread = 0; thread < static_cast<int>(test.threads.size()); ++thread) {
    for (const Instruction& i : effects(test, thread).code) {
      if (i.kind == m.kind && i.order == m.order) return true;
    }
  }
  return false;
}

// --- probes

// The row's access to a location, as a statement; what it reads goes to r0. A compare-exchange
// succeeds if it finds `expected`.
std::string row_access(const Mutant& m, std::string_view location, int expected) {
  const std::string order = fmt::format("memory_order_{}", to_string(m.order));
  switch (m.kind) {
    case Kind::Load: return fmt::format("r0 = atomic_load_explicit({}, {});", location, order);
    case Kind::Store: return fmt::format("atomic_store_explicit({}, 2, {});", location, order);
    case Kind::Update:
      return fmt::format("r0 = atomic_exchange_explicit({}, 2, {});", location, order);
    case Kind::CompareExchange: {
      const Order failure = failure_order_of(m.order);
      return fmt::format(
          "r0 = {}; atomic_compare_exchange_strong_explicit({}, &r0, 2, {}, memory_order_{});",
          expected, location, order, to_string(failure));
    }
    case Kind::Fence: return fmt::format("atomic_thread_fence({});", order);
    case Kind::Lock: return "mtx_lock(m);";
    default: return "mtx_unlock(m);";
  }
}

std::string relaxed_access(bool writes, std::string_view location, std::string_view local) {
  return writes ? fmt::format("atomic_store_explicit({}, 1, memory_order_relaxed);", location)
                : fmt::format("{} = atomic_load_explicit({}, memory_order_relaxed);", local,
                              location);
}

std::string probe(const std::string& first, const std::string& between, const std::string& second,
                  bool writes_y, bool writes_x) {
  const char* parameters = "atomic_int* x, atomic_int* y, atomic_int* z, mtx_t* m";
  return fmt::format(
      "C probe\n{{}}\nP0 ({}) {{\nint r0 = 0; int r1 = 0; int r2 = 0;\n{}\n{}\n{}\n}}\n"
      "P1 ({}) {{\nint r3 = 0; int r4 = 0;\n{}\natomic_thread_fence(memory_order_seq_cst);\n{}\n"
      "}}\nlocations [0:r0; 0:r1; 0:r2; 1:r3; 1:r4; x; y;]\nexists ([x]=1)\n",
      parameters, first, between, second, parameters, relaxed_access(writes_y, "y", "r3"),
      relaxed_access(writes_x, "x", "r4"));
}

std::vector<litmus::Test> probes(const Mutant& m) {
  std::vector<litmus::Test> all;
  auto add = [&](const std::string& text) { all.push_back(parse_test(text, "probe")); };
  const bool to_memory = m.kind != Kind::Fence && m.kind != Kind::Lock && m.kind != Kind::Unlock;
  for (int choice = 0; choice < 16; ++choice) {
    const bool y = choice & 1, x = choice & 2, own = choice & 4, other = choice & 8;
    const std::string first = relaxed_access(own, "x", "r1");
    const std::string second = relaxed_access(other, "y", "r2");
    add(probe(first, row_access(m, "z", m.succeeded ? 0 : 7), second, y, x));
    if (!to_memory) continue;
    const int expected = !m.succeeded ? 7 : other ? 0 : 1;  // what P1 stores, or what was there
    add(probe(row_access(m, "x", expected), "", relaxed_access(own, "y", "r2"), y, x));
    add(probe(first, "", row_access(m, "y", expected), y, x));
  }
  return all;
}

// A test that the mutant makes allow something else: its text; empty if there is none.
std::string caught_by(const Mutant& m) {
  const Checker& model = checker(model_of(m.architecture));
  const JudgeOptions options{.compilation = [&](const Instruction& i, Architecture a, bool s) {
    return mutated(m, i, a, s);
  }};
  for (const litmus::Test& test : catalogue_tests()) {
    if (!uses(test, m)) continue;
    if (model.judge(test, options).holds != model.judge(test).holds) return test.name;
  }
  for (const litmus::Test& test : probes(m)) {
    if (model.judge(test, options).outcomes != model.judge(test).outcomes) return test.source;
  }
  return "";
}

TEST(MappingMutants, EveryRowIsNeeded) {
  const std::vector<Mutant> all = mutants();
  EXPECT_GT(all.size(), 60U);
  std::string survivors;
  for (const Mutant& m : all) {
    if (caught_by(m).empty()) survivors += to_string(m) + "\n";
  }
  EXPECT_EQ(survivors, "");
}

}  // namespace
}  // namespace litmus
