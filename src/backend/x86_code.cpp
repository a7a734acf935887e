// The graph of an x86-64 function: a fixpoint over where every register and stack slot points
// (x86_origins.h), then what each instruction touches.
//
// Tested by x86_code_test.cpp.
#include <fmt/core.h>

#include <charconv>
#include <deque>
#include <map>

#include "backend/touches.h"
#include "backend/x86_origins.h"

namespace litmus {
namespace {

bool is_jump(const CodeLine& line) { return line.name.starts_with('j'); }
bool is_return(const CodeLine& line) { return line.name == "ret" || line.name == "repz"; }
bool is_call(const CodeLine& line) { return line.name == "call"; }

// Instructions whose first operand is only read.
bool only_reads(const CodeLine& line) {
  return line.name == "cmp" || line.name == "test" || line.name == "bt" || line.name == "push" ||
         is_jump(line) || is_call(line);
}

// Instructions whose first operand is only written.
bool only_writes(const CodeLine& line) {
  return line.name.starts_with("mov") || line.name.starts_with("set") || line.name == "pop" ||
         line.name == "lea" || (line.name == "imul" && line.operands.size() == 3);
}

bool touches_nothing(const CodeLine& line) {
  return line.name == "lea" || line.name.starts_with("nop") || line.name == "endbr64" ||
         line.name == "pause";
}

// The operand in memory that an instruction accesses, if there is one.
const std::string* memory_operand(const CodeLine& line) {
  for (const std::string& operand : line.operands) {
    if (is_memory(operand)) return &operand;
  }
  return nullptr;
}

class GraphReader {
 public:
  GraphReader(const Listing& listing, std::uint64_t entry) : listing_(listing), entry_(entry) {}

  CodeGraph read() {
    follow();
    if (graph_.unreadable.empty()) write_steps();
    return std::move(graph_);
  }

 private:
  void unreadable(std::string_view why, const CodeLine& line) {
    if (graph_.unreadable.empty()) graph_.unreadable = fmt::format("{}: {}", why, line.text);
  }

  const CodeLine* line_at(std::uint64_t address) const {
    const auto found = listing_.lines.find(address);
    return found == listing_.lines.end() ? nullptr : &found->second;
  }

  // Where control goes from a line.
  std::vector<std::uint64_t> successors(const CodeLine& line) {
    std::vector<std::uint64_t> next;
    if (is_return(line)) return next;
    if (is_jump(line)) {
      const std::string target =
          line.operands.empty() ? "" : line.operands[0].substr(0, line.operands[0].find(' '));
      std::uint64_t address = 0;
      const auto [end, error] =
          std::from_chars(target.data(), target.data() + target.size(), address, 16);
      if (error != std::errc() || end != target.data() + target.size() ||
          line_at(address) == nullptr)
        unreadable("a jump that leads elsewhere", line);
      next.push_back(address);
    }
    if (line.name != "jmp") next.push_back(line.next);
    return next;
  }

  // Origins before every line that can be reached, until nothing changes any more.
  void follow() {
    before_[entry_] = X86Origins::at_entry();
    std::deque<std::uint64_t> waiting = {entry_};
    while (!waiting.empty() && graph_.unreadable.empty()) {
      const std::uint64_t address = waiting.front();
      waiting.pop_front();
      const CodeLine* line = line_at(address);
      if (line == nullptr) {
        graph_.unreadable = "the code goes on where the listing ends";
        return;
      }
      check_call(*line);
      X86Origins origins = before_[address];
      origins.step(*line);
      for (const std::uint64_t next : successors(*line)) {
        const bool reached = before_.count(next) > 0;
        if (before_[next].join(origins) || !reached) waiting.push_back(next);
      }
    }
  }

  // A role that waits gives the CPU away; everything else stands in the role itself.
  void check_call(const CodeLine& line) {
    if (is_call(line) && line.text.find("yield") == line.text.npos)
      unreadable("a call of a function", line);
  }

  void write_steps() {
    std::map<std::uint64_t, std::size_t> number;
    number[entry_] = 0;
    for (const auto& [address, origins] : before_) {
      if (address != entry_) number.emplace(address, number.size());
    }
    graph_.steps.resize(number.size());
    for (const auto& [address, origins] : before_) {
      const CodeLine& line = *line_at(address);
      CodeStep& step = graph_.steps[number[address]];
      step.text = line.text;
      step.returns = is_return(line);
      step.touches = touches(line, origins);
      for (const std::uint64_t next : successors(line)) step.next.push_back(number.at(next));
    }
  }

  std::vector<Touch> touches(const CodeLine& line, const X86Origins& origins) {
    if (line.name == "mfence") return {{Touch::Kind::Fence}};
    const std::string* operand = memory_operand(line);
    if (operand == nullptr || touches_nothing(line)) return {};
    const Origin address = origins.of_address(*operand);
    if (address.kind == Origin::Kind::Number) {
      unreadable("an address that could not be followed", line);
      return {};
    }
    const bool update = line.locked || line.name == "xchg";
    if (address.kind != Origin::Kind::Cell)
      return update ? std::vector<Touch>{{Touch::Kind::Fence}} : std::vector<Touch>{};
    const int cell = static_cast<int>(address.at);
    if (update) return {{Touch::Kind::Update, cell}};
    const bool first = operand == &line.operands.front();
    std::vector<Touch> result;
    if (!first || !only_writes(line)) result.push_back({Touch::Kind::Read, cell});
    if (first && !only_reads(line)) result.push_back({Touch::Kind::Write, cell});
    return result;
  }

  const Listing& listing_;
  std::uint64_t entry_;
  std::map<std::uint64_t, X86Origins> before_;
  CodeGraph graph_;
};

}  // namespace

std::vector<std::string> touching(const CodeGraph& code) {
  std::vector<std::string> texts;
  for (const CodeStep& step : code.steps) {
    if (!step.touches.empty()) texts.push_back(step.text);
  }
  return texts;
}

CodeGraph x86_code(const Listing& listing, std::uint64_t entry) {
  return GraphReader(listing, entry).read();
}

}  // namespace litmus
