// Tested by standard_code_test.cpp.
#include "backend/standard_code.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "harness/error.h"
#include "lang/effects.h"
#include "lang/mapping.h"

namespace litmus {
namespace {

// An automaton whose words are what the standard code may touch, instance after instance. State i
// is before instruction i, and the one behind the last instruction is the end of an instance.
class StandardWays {
 public:
  using States = std::set<std::size_t>;

  explicit StandardWays(const Program& program) : end_(program.code.size()) {
    states_.resize(end_ + 1);
    states_[end_].silent.push_back(0);  // the next instance
    for (std::size_t i = 0; i < end_; ++i) add(program.code[i], i);
  }

  States start() const { return closed({end_}); }  // no instance, or the first one
  bool may_end(const States& states) const { return states.count(end_) > 0; }

  States after(const States& states, const Touch& touch) const {
    States next;
    for (const std::size_t state : states) {
      for (const auto& [expected, to] : states_[state].touching) {
        if (fits(expected, touch)) next.insert(to);
      }
    }
    return closed(std::move(next));
  }

  // No way through an instance touches nothing.
  bool always_touch() const { return !may_end(closed({0})); }

  // What may come next.
  std::vector<Touch> touches(const States& states) const {
    std::vector<Touch> all;
    for (const std::size_t state : states) {
      for (const auto& [touch, to] : states_[state].touching) {
        if (std::find(all.begin(), all.end(), touch) == all.end()) all.push_back(touch);
      }
    }
    return all;
  }

 private:
  struct State {
    std::vector<std::size_t> silent;
    std::vector<std::pair<Touch, std::size_t>> touching;
  };

  // Which cell a computed address means is not decided here.
  static bool fits(const Touch& expected, const Touch& touch) {
    return expected.kind == touch.kind &&
           (expected.cell == touch.cell || expected.cell == Touch::kSomeCell ||
            touch.cell == Touch::kSomeCell);
  }

  States closed(States states) const {
    std::vector<std::size_t> waiting(states.begin(), states.end());
    while (!waiting.empty()) {
      const std::size_t state = waiting.back();
      waiting.pop_back();
      for (const std::size_t to : states_[state].silent) {
        if (states.insert(to).second) waiting.push_back(to);
      }
    }
    return states;
  }

  std::size_t fresh() {
    states_.emplace_back();
    return states_.size() - 1;
  }

  void silently(std::size_t from, std::size_t to) { states_[from].silent.push_back(to); }

  void way(std::size_t from, const std::vector<Touch>& touches, std::size_t to) {
    for (std::size_t i = 0; i < touches.size(); ++i) {
      const std::size_t next = i + 1 == touches.size() ? to : fresh();
      states_[from].touching.emplace_back(touches[i], next);
      from = next;
    }
    if (touches.empty()) silently(from, to);
  }

  void add(const Instruction& instruction, std::size_t i) {
    using Kind = Instruction::Kind;
    switch (instruction.kind) {
      case Kind::BranchUnless:
        silently(i, i + 1);
        return silently(i, static_cast<std::size_t>(instruction.target));
      case Kind::Jump:
        return silently(i, static_cast<std::size_t>(instruction.target));
      case Kind::LoopBody:
        silently(i, end_);  // patience is at its end
        return silently(i, i + 1);
      case Kind::Lock:
        return add_lock(instruction, i);
      default:
        way(i, standard(instruction), i + 1);
        add_other_forms(instruction, i);
    }
  }

  static int cell_of(const Instruction& instruction) {
    const Expr& address = instruction.address;
    return address.kind == Expr::Kind::Address ? address.index : Touch::kSomeCell;
  }

  // A row of the table, as touches.
  static std::vector<Touch> standard(const Instruction& instruction) {
    std::vector<Touch> touches;
    const int cell = cell_of(instruction);
    for (const MachineOp& op : compile(instruction, Architecture::X86)) {
      const bool locked = std::find(op.tags.begin(), op.tags.end(), "X") != op.tags.end();
      if (op.kind == MachineOp::Kind::Fence) {
        touches.push_back({Touch::Kind::Fence});
      } else if (!locked) {
        touches.push_back(
            {op.kind == MachineOp::Kind::Read ? Touch::Kind::Read : Touch::Kind::Write, cell});
      } else if (op.kind == MachineOp::Kind::Read) {
        touches.push_back({Touch::Kind::Update, cell});  // its write is the same instruction
      }
    }
    return touches;
  }

  // What compilers write as well, and what orders as much.
  void add_other_forms(const Instruction& instruction, std::size_t i) {
    using Kind = Instruction::Kind;
    const int cell = cell_of(instruction);
    const Touch update{Touch::Kind::Update, cell};
    const bool bits = instruction.op == Operator::BitAnd || instruction.op == Operator::BitOr ||
                      instruction.op == Operator::BitXor;
    if (instruction.kind == Kind::Store && standard(instruction) == std::vector<Touch>{update})
      way(i, {{Touch::Kind::Write, cell}, {Touch::Kind::Fence}}, i + 1);
    if (instruction.kind == Kind::Update && bits) {
      // The old value is asked for: x86 has no such instruction, so it is tried until it works.
      const std::size_t trying = fresh();
      way(i, {{Touch::Kind::Read, cell}, update}, trying);
      way(trying, {update}, trying);
      silently(trying, i + 1);
    }
  }

  // Tried until it is free, or patience is at its end.
  void add_lock(const Instruction& instruction, std::size_t i) {
    const std::vector<Touch> once = {{Touch::Kind::Update, cell_of(instruction)}};
    const std::size_t tried = fresh();
    way(i, once, tried);
    way(tried, once, tried);
    silently(tried, i + 1);
    silently(tried, end_);
  }

  std::size_t end_;
  std::vector<State> states_;
};

std::string in_words(const Touch& touch, const Test& test) {
  const std::string cell = touch.cell < 0
                               ? "what a pointer points to"
                               : test.locations.at(static_cast<std::size_t>(touch.cell)).name;
  switch (touch.kind) {
    case Touch::Kind::Read:
      return "reads " + cell;
    case Touch::Kind::Write:
      return "writes " + cell;
    case Touch::Kind::Update:
      return "updates " + cell;
    case Touch::Kind::Fence:
      return "is a full fence";
  }
  return "";
}

// Walks through the code and the standard ways side by side.
class Comparison {
 public:
  Comparison(const Test& test, const Program& program, const CodeGraph& code)
      : test_(test), ways_(program), code_(code) {}

  // "" if every way through the code is a standard one.
  std::string difference() {
    const bool touches = std::any_of(code_.steps.begin(), code_.steps.end(),
                                     [](const CodeStep& step) { return !step.touches.empty(); });
    if (!touches && ways_.always_touch())
      return fmt::format("it touches nothing; {}", expected(ways_.start()));
    std::vector<std::pair<std::size_t, StandardWays::States>> waiting = {{0, ways_.start()}};
    while (!waiting.empty()) {
      auto [at, states] = std::move(waiting.back());
      waiting.pop_back();
      if (!seen_.emplace(at, states).second) continue;
      const CodeStep& step = code_.steps[at];
      for (const Touch& touch : step.touches) {
        StandardWays::States after = ways_.after(states, touch);
        if (after.empty())
          return fmt::format("{} {}; {}", step.text, in_words(touch, test_), expected(states));
        states = std::move(after);
      }
      if (step.returns && !ways_.may_end(states))
        return fmt::format("it returns; {}", expected(states));
      for (const std::size_t next : step.next) waiting.emplace_back(next, states);
    }
    return "";
  }

 private:
  std::string expected(const StandardWays::States& states) const {
    std::string text = "the standard code";
    const std::vector<Touch> touches = ways_.touches(states);
    for (std::size_t i = 0; i < touches.size(); ++i)
      text += (i == 0 ? " " : " or ") + in_words(touches[i], test_);
    return touches.empty() ? "the standard code touches nothing" : text + " here";
  }

  const Test& test_;
  StandardWays ways_;
  const CodeGraph& code_;
  std::set<std::pair<std::size_t, StandardWays::States>> seen_;
};

}  // namespace

CodeAnswer compare_with_standard(const Test& test, int thread, const CodeGraph& code) {
  using Is = CodeAnswer::Is;
  if (!code.unreadable.empty())
    return {Is::Unknown, fmt::format("P{}: {}", thread, code.unreadable)};
  CHECK(!code.steps.empty());
  const std::string difference = Comparison(test, effects(test, thread), code).difference();
  if (difference.empty()) return {Is::Standard, ""};
  return {Is::Different, fmt::format("P{}: {}", thread, difference)};
}

CodeAnswer compare_with_standard(const Test& test, const Listing& listing,
                                 const std::vector<std::uint64_t>& entries) {
  using Is = CodeAnswer::Is;
  CHECK(entries.size() == test.threads.size());
  CodeAnswer all{Is::Standard, ""};
  for (std::size_t role = 0; role < entries.size(); ++role) {
    const CodeGraph code = x86_code(listing, entries[role]);
    all.instructions.push_back(touching(code));
    if (all.is == Is::Different) continue;
    CodeAnswer answer = compare_with_standard(test, static_cast<int>(role), code);
    if (answer.is == Is::Standard) continue;
    all.is = answer.is;
    all.why = std::move(answer.why);
  }
  return all;
}

}  // namespace litmus
