// Follows a thread's program along every path; see path.h.
//
// One State walks; where the program may go several ways, the walk is forked by copying it.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "harness/error.h"
#include "model/bounds.h"
#include "model/choice.h"
#include "model/defined.h"
#include "model/loops.h"
#include "model/path.h"
#include "model/rounds.h"

namespace litmus {
namespace {

using Kind = Instruction::Kind;

constexpr std::size_t kMaxPaths = 4096;
constexpr int kMaxRounds = 1000;  // of a loop that ends by itself
// Instructions, on all paths together: with loops followed to their ends, and with bounds.
constexpr int kMostFollowed = 1 << 18;
constexpr int kMostBounded = 1 << 22;

// What to do with a loop that seems to end by itself.
enum class Counted : std::uint8_t { Follow, Bound };

// Thrown where a thread gets too long while loops are followed to their ends.
struct TooLong {};

// A branch whose two ways have not met again: what runs now depends on its condition.
struct Control {
  int join = 0;
  Taint taint = 0;
};

struct State {
  Path path;
  std::vector<int> terms;     // of every register
  std::vector<Taint> taints;  // of every register
  // Of every register: the reads that decided about branches, and so which of its values it holds.
  std::vector<Taint> chosen;
  std::vector<Control> controls;
  std::vector<Rounds> rounds;  // of every loop
  int pc = 0;
  // The first that had no meaning on this way, and of which kind it is.
  const Instruction* meaningless = nullptr;
  Path::End why = Path::End::Complete;
  Taint nowhere = 0;  // what the addresses rest on that led nowhere
};

class Unfolding {
 public:
  Unfolding(const Test& test, int thread, const Program& program, int unroll, Counted counted)
      : test_(test),
        thread_(thread),
        program_(program),
        unroll_(unroll),
        counted_(counted),
        loops_(loop_facts(program, observed())) {
    for (const Instruction& instruction : program.code) {
      risky_.push_back(may_be_undefined(instruction.address) ||
                       may_be_undefined(instruction.value) ||
                       may_be_undefined(instruction.expected));
    }
  }

  std::vector<Path> run() {
    const Thread& thread = test_.threads[index(thread_)];
    State start;
    start.path.actions.reserve(8);
    start.path.terms.reserve(16);
    start.terms.resize(index(program_.registers));
    start.taints.resize(index(program_.registers));
    start.chosen.resize(index(program_.registers));
    start.rounds.resize(index(program_.loops));
    for (std::size_t i = 0; i < start.terms.size(); ++i) {
      Value initial = i < thread.locals.size() ? thread.locals[i].initial : 0;
      start.terms[i] = add_constant(start.path.terms, initial);
    }
    walk(std::move(start));
    auto complete = [](const Path& path) { return path.end == Path::End::Complete; };
    if (!std::ranges::all_of(paths_, complete)) {
      std::stable_partition(paths_.begin(), paths_.end(), complete);
    }
    return std::move(paths_);
  }

 private:
  std::vector<int> observed() const {
    std::vector<int> registers;
    for (const Column& column : test_.observed) {
      if (column.thread == thread_) registers.push_back(column.index);
    }
    return registers;
  }

  [[noreturn]] void too_much(const Instruction& at, std::string_view what) const {
    if (program_.loops > 0 && counted_ == Counted::Follow) throw TooLong();
    throw Error(place_in(test_, at.at), fmt::format("P{} {}", thread_, what),
                program_.loops > 0 ? "a smaller --unroll makes its loops shorter" : "");
  }

  // --- a walk

  void walk(State s) {
    while (s.pc < static_cast<int>(program_.code.size())) {
      std::erase_if(s.controls, [&](const Control& c) { return c.join == s.pc; });
      const Instruction& instruction = program_.code[index(s.pc)];
      if (++steps_ > (counted_ == Counted::Follow ? kMostFollowed : kMostBounded))
        too_much(instruction, "has too many ways through it, or too long ones");
      if (risky_[index(s.pc)] && s.meaningless == nullptr && !split_where_undefined(s, instruction))
        return;
      if (!step(s, instruction)) return;
    }
    finish(std::move(s), Path::End::Complete, nullptr);
  }

  void finish(State s, Path::End end, const Instruction* last) {
    auto locals = test_.threads[index(thread_)].locals.size();
    s.path.locals.assign(s.terms.begin(), s.terms.begin() + static_cast<std::ptrdiff_t>(locals));
    s.path.end = s.meaningless == nullptr ? end : s.why;
    s.path.last = s.meaningless == nullptr ? last : s.meaningless;
    paths_.push_back(std::move(s.path));
    if (paths_.size() > kMaxPaths) {
      too_much(program_.code[0], fmt::format("has more than {} ways through it", kMaxPaths));
    }
  }

  // Goes with a copy of `s` to `pc`, where `term` is (not) zero. What is known not to be is not
  // followed.
  void fork(const State& s, int pc, int term, bool zero) {
    State other = s;
    if (!require(other, term, zero)) return;
    other.pc = pc;
    walk(std::move(other));
  }

  // Forks where an expression of the instruction has no meaning; false if it has none here. Both
  // go on: what other threads read of this one's later stores may be what leads here.
  bool split_where_undefined(State& s, const Instruction& instruction) {
    for (const Expr* e : {&instruction.address, &instruction.value, &instruction.expected}) {
      if (!may_be_undefined(*e)) continue;
      const int defined = add_defined(s.path.terms, test_, *e, s.terms);
      State other = s;
      if (require(other, defined, true)) {
        const bool leads_nowhere = e == &instruction.address;
        if (leads_nowhere) {
          skip(std::move(other), instruction, Path::End::Undefined);
        } else {
          other.meaningless = &instruction;
          other.why = Path::End::Undefined;
          walk(std::move(other));
        }
      }
      if (!require(s, defined, false)) return false;
    }
    return true;
  }

  // Walks on behind an access that leads nowhere, as if it touched nothing.
  void skip(State s, const Instruction& access, Path::End why) {
    if (s.meaningless == nullptr) {
      s.meaningless = &access;
      s.why = why;
    }
    const Taint taint = sum(s.taints, access.address), chosen = sum(s.chosen, access.address);
    s.nowhere |= taint | chosen;
    const int zero = add_constant(s.path.terms, 0);
    for (int reg : {access.result, access.success}) set(s, reg, zero, taint, chosen);
    ++s.pc;
    walk(std::move(s));
  }

  static bool require(State& s, int term, bool zero) {
    const Term& t = s.path.terms[index(term)];
    if (t.kind == Term::Kind::Constant) return (t.value == 0) == zero;
    for (const Requirement& earlier : s.path.requirements) {
      if (earlier.term == term) return earlier.zero == zero;
    }
    s.path.requirements.push_back({.term = term, .zero = zero});
    return true;
  }

  // True if the path is taken only where this term is not zero.
  static bool is_required(const State& s, int term) {
    return std::ranges::any_of(s.path.requirements, [&](const Requirement& requirement) {
      return requirement.term == term && !requirement.zero;
    });
  }

  // Runs one instruction; false when the walk ends here (its forks have gone on).
  bool step(State& s, const Instruction& instruction) {
    switch (instruction.kind) {
      case Kind::Compute: {
        int term = add_expression(s.path.terms, instruction.value, s.terms);
        Taint chosen = sum(s.chosen, instruction.value);
        set(s, instruction.result, term, sum(s.taints, instruction.value), chosen);
        break;
      }
      case Kind::Jump: s.pc = instruction.target; return true;
      case Kind::BranchUnless: return branch(s, instruction);
      case Kind::LoopEnter: s.rounds[index(instruction.loop)] = {}; break;
      case Kind::LoopBody:
        if (!begin_round(s, instruction)) return false;
        break;
      case Kind::SignalFence: break;
      case Kind::Fence: act(s, instruction); break;
      default: return access(s, instruction);
    }
    ++s.pc;
    return true;
  }

  // False if that would be one round too many.
  bool begin_round(State& s, const Instruction& body) {
    Rounds& rounds = s.rounds[index(body.loop)];
    RoundStart start{.actions = s.path.actions.size(), .controls = controls(s)};
    for (int reg : loops_[index(body.loop)].live) {
      start.terms.push_back(s.terms[index(reg)]);
      start.rests_on.push_back(s.taints[index(reg)]);
      start.chosen_by.push_back(s.chosen[index(reg)]);
    }
    rounds.begin(std::move(start));
    if (rounds.all() > kMaxRounds) too_much(body, "goes round a loop too often");
    const int count = counted_ == Counted::Follow ? rounds.counted() : rounds.all();
    if (count <= unroll_) return true;
    s.path.idle = rounds.one_is_idle(s.path.actions);
    finish(std::move(s), Path::End::Cut, &body);
    return false;
  }

  // Tells the loops that this branch can lead out of.
  void look(State& s, const Expr& condition, bool known) {
    std::vector<int> terms;
    registers_of(condition, terms);
    for (int& reg : terms) reg = s.terms[index(reg)];
    for (std::size_t loop = 0; loop < loops_.size(); ++loop) {
      if (loops_[loop].decided_by(s.pc, program_)) s.rounds[loop].look(s.pc, terms, known);
    }
  }

  bool branch(State& s, const Instruction& instruction) {
    int condition = add_expression(s.path.terms, instruction.value, s.terms);
    Taint taint = sum(s.taints, instruction.value) | sum(s.chosen, instruction.value);
    if (taint != 0) {
      s.controls.push_back({.join = instruction.join, .taint = taint});
      for (int reg : decided_by(s.pc)) s.chosen[index(reg)] |= taint;
    }
    const Term& term = s.path.terms[index(condition)];
    const bool known = term.kind == Term::Kind::Constant;
    if (!loops_.empty()) look(s, instruction.value, known);
    if (known) {
      s.pc = term.value == 0 ? instruction.target : s.pc + 1;
      return true;
    }
    fork(s, s.pc + 1, condition, false);
    fork(s, instruction.target, condition, true);
    return false;
  }

  // An access whose address is known goes on in place; otherwise one fork for every object. Where
  // nothing has a meaning any more, one way on is enough, and none through a lock: whether that is
  // free is not what is asked.
  bool access(State& s, const Instruction& instruction) {
    int address = add_expression(s.path.terms, instruction.address, s.terms);
    const Term& term = s.path.terms[index(address)];
    if (s.meaningless != nullptr && instruction.kind == Kind::Lock) {
      finish(std::move(s), s.why, &instruction);
      return false;
    }
    if (s.meaningless != nullptr && term.kind != Term::Kind::Constant) {
      skip(std::move(s), instruction, Path::End::BadAddress);
      return false;
    }
    if (term.kind == Term::Kind::Constant) {
      const int location = location_at(term.value);
      if (fits(instruction, location)) return perform(s, instruction, location);
      skip(std::move(s), instruction, Path::End::BadAddress);
      return false;
    }
    const Bounds bounds = bounds_of(s.path.terms, address);
    struct Choice {
      int location, same;  // `same`: the term that is 1 where the address is this location's
    };
    std::vector<Choice> choices;
    // A sum was found to stay inside of its array when it was made (defined.h).
    const int base = base_of(s.path.terms, address);
    const Elements possible = base >= 0 ? elements_around(test_, base) : everything();
    for (int location = possible.first; location < possible.first + possible.length; ++location) {
      const Value pointer = pointer_to(index(location));
      if (!fits(instruction, location) || pointer < bounds.low || pointer > bounds.high) continue;
      const int here = add_constant(s.path.terms, pointer);
      const int same = add_term(s.path.terms, {.kind = Term::Kind::Binary, .op = Operator::Equal,
                                               .type = Type{.bits = 64}, .a = address, .b = here});
      if (is_required(s, same)) return perform(s, instruction, location);
      choices.push_back({location, same});
    }
    State nowhere = s;
    for (const Choice& choice : choices) {
      State there = s;
      if (!require(there, choice.same, false)) continue;
      require(nowhere, choice.same, true);
      if (perform(there, instruction, choice.location)) walk(std::move(there));
    }
    if (base < 0) skip(std::move(nowhere), instruction, Path::End::BadAddress);
    return false;
  }

  // The location whose address a sum begins with, or -1.
  int base_of(const std::vector<Term>& terms, int address) const {
    const Term& t = terms[index(address)];
    if (t.kind == Term::Kind::Constant) return location_at(t.value);
    return t.kind == Term::Kind::Binary && t.type.is_pointer() ? base_of(terms, t.a) : -1;
  }

  int location_at(Value pointer) const {
    const bool exists = pointer >= pointer_to(0) && pointer < pointer_to(test_.locations.size());
    return exists ? static_cast<int>(pointer - pointer_to(0)) : -1;
  }

  Elements everything() const { return {0, static_cast<int>(test_.locations.size())}; }

  // True if the instruction's object may be this location: one that exists and has its type.
  bool fits(const Instruction& instruction, int location) const {
    if (location < 0 || location >= static_cast<int>(test_.locations.size())) return false;
    const Type& there = test_.locations[index(location)].type;
    const Type& object = instruction.object;
    if (there.is_pointer() || object.is_pointer()) return there.pointers == object.pointers;
    return there.base == object.base &&
           (there.base != Type::Base::Integer || there.bits == object.bits);
  }

  bool perform(State& s, const Instruction& instruction, int location) {
    switch (instruction.kind) {
      case Kind::Load: read(s, instruction, location); break;
      case Kind::Store:
      case Kind::Unlock: write(s, instruction, location); break;
      case Kind::Update: update(s, instruction, location); break;
      case Kind::Lock: lock(s, instruction, location); break;
      default: return exchange(s, instruction, location);
    }
    ++s.pc;
    return true;
  }

  // --- actions

  Action& act(State& s, const Instruction& instruction) {
    if (s.path.actions.size() >= kMaxEvents) {
      too_much(instruction, fmt::format("makes more than {} accesses", kMaxEvents));
    }
    Action& action = s.path.actions.emplace_back();
    action.instruction = &instruction;
    action.pc = s.pc;
    action.control = controls(s);
    action.nowhere = s.nowhere;
    return action;
  }

  Action& memory(State& s, const Instruction& instruction, int location) {
    Action& action = act(s, instruction);
    action.location = location;
    action.address = sum(s.taints, instruction.address);
    action.control |= sum(s.chosen, instruction.address);
    return action;
  }

  // The taint of what the latest action reads.
  static Taint own(const State& s) { return Taint{1} << (s.path.actions.size() - 1); }

  static int add_read(State& s) {
    return add_term(s.path.terms, {.kind = Term::Kind::Read});
  }

  int wrapped(State& s, const Instruction& instruction, const Expr& value) {
    int term = add_expression(s.path.terms, value, s.terms);
    return add_term(s.path.terms,
                    {.kind = Term::Kind::Wrap, .type = instruction.object.value(), .a = term});
  }

  void read(State& s, const Instruction& instruction, int location) {
    Action& action = memory(s, instruction, location);
    action.reads = true;
    action.read = add_read(s);
    set(s, instruction.result, action.read, own(s));
  }

  void write(State& s, const Instruction& instruction, int location) {
    Action& action = memory(s, instruction, location);
    action.writes = true;
    action.data = sum(s.taints, instruction.value);
    action.choice = sum(s.chosen, instruction.value);
    action.written = wrapped(s, instruction, instruction.value);
  }

  void update(State& s, const Instruction& instruction, int location) {
    Action& action = memory(s, instruction, location);
    action.reads = action.writes = true;
    action.data = sum(s.taints, instruction.value);
    action.choice = sum(s.chosen, instruction.value);
    action.read = add_read(s);
    if (instruction.op == Operator::Replace) {
      action.written = wrapped(s, instruction, instruction.value);
    } else {
      int operand = add_expression(s.path.terms, instruction.value, s.terms);
      action.written = add_term(s.path.terms, {.kind = Term::Kind::Updated, .op = instruction.op,
                                               .type = instruction.object.value(),
                                               .a = action.read, .b = operand});
    }
    set(s, instruction.result, action.read, own(s));
  }

  void lock(State& s, const Instruction& instruction, int location) {
    Action& action = memory(s, instruction, location);
    action.reads = action.writes = true;
    action.read = add_read(s);
    action.written = add_constant(s.path.terms, 1);
    require(s, action.read, true);
  }

  // Two ways on: it found what it expected and wrote, or it only read. A weak one may do the
  // latter whatever it found. What it expected decides which way, as a branch does (and is one,
  // where a load and a conditional store make the exchange), and is part of no value written.
  bool exchange(State& s, const Instruction& instruction, int location) {
    int expected = wrapped(s, instruction, instruction.expected);
    const Taint compared =
        sum(s.taints, instruction.expected) | sum(s.chosen, instruction.expected);
    for (bool succeeds : {true, false}) {
      State way = s;
      Action& action = memory(way, instruction, location);
      action.reads = true;
      action.writes = action.succeeded = succeeds;
      action.read = add_read(way);
      const int found = action.read;
      if (succeeds) {
        action.data = sum(way.taints, instruction.value);
        action.choice = sum(way.chosen, instruction.value) | compared;
        action.written = wrapped(way, instruction, instruction.value);
      }
      if (succeeds || !instruction.weak) {
        int same = add_term(way.path.terms, {.kind = Term::Kind::Binary, .op = Operator::Equal,
                                             .type = instruction.object.value(), .a = found,
                                             .b = expected});
        if (!require(way, same, !succeeds)) continue;
      }
      set(way, instruction.result, found, own(way));
      set(way, instruction.success, add_constant(way.path.terms, succeeds ? 1 : 0), 0,
          own(way) | compared);
      ++way.pc;
      walk(std::move(way));
    }
    return false;
  }

  // --- registers

  static void set(State& s, int reg, int term, Taint taint, Taint chosen = 0) {
    if (reg < 0) return;
    s.terms[index(reg)] = term;
    s.taints[index(reg)] = taint;
    s.chosen[index(reg)] = chosen | controls(s);
  }

  static Taint controls(const State& s) {
    Taint taint = 0;
    for (const Control& control : s.controls) taint |= control.taint;
    return taint;
  }

  // Over the registers of an expression. Syntactic, as in the field: r ^ r depends on r.
  static Taint sum(const std::vector<Taint>& taints, const Expr& e) {
    if (e.kind == Expr::Kind::Register) return taints[index(e.index)];
    Taint taint = 0;
    for (const Expr& operand : e.operands) taint |= sum(taints, operand);
    return taint;
  }

  const std::vector<int>& decided_by(int branch) {
    auto [known, is_new] = decided_.try_emplace(branch);
    if (is_new) known->second = registers_decided_by(program_, branch);
    return known->second;
  }

  const Test& test_;
  int thread_;
  const Program& program_;
  int unroll_;
  Counted counted_;
  std::vector<LoopFacts> loops_;
  std::vector<char> risky_;  // by instruction: something in it may be undefined
  int steps_ = 0;
  std::map<int, std::vector<int>> decided_;  // of the branches met
  std::vector<Path> paths_;
};

}  // namespace

std::vector<Path> unfold(const Test& test, int thread, const Program& program, int unroll) {
  try {
    return Unfolding(test, thread, program, unroll, Counted::Follow).run();
  } catch (const TooLong&) {
    return Unfolding(test, thread, program, unroll, Counted::Bound).run();
  }
}

Place place_in(const Test& test, Position at) {
  Place place{.file = test.file.empty() ? test.name : test.file, .line = at.line,
              .column = at.column};
  std::size_t begin = 0;
  for (int line = 1; line < at.line && begin != std::string::npos; ++line) {
    begin = test.source.find('\n', begin);
    if (begin != std::string::npos) ++begin;
  }
  if (at.line > 0 && begin < test.source.size()) {
    place.source = test.source.substr(begin, test.source.find('\n', begin) - begin);
  }
  return place;
}

}  // namespace litmus
