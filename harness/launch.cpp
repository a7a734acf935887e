// Listening to a child record by record, believing nothing unchecked.
#include "harness/launch.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>

#include "harness/child.h"
#include "harness/error.h"

namespace litmus {
namespace {

using Clock = std::chrono::steady_clock;

// More than a slice of the longest rows takes. A child that says more without an end is garbling.
constexpr std::size_t kMaxRecord = 64 << 20;

// The first record of `text`, taken out of it; nothing if its "end" has not arrived.
std::optional<std::string> take_record(std::string& text) {
  const std::size_t end = text.starts_with("end\n") ? 0 : text.find("\nend\n");
  if (end == std::string::npos) return std::nullopt;
  const std::size_t length = end == 0 ? 4 : end + 5;
  std::string record = text.substr(0, length);
  text.erase(0, length);
  return record;
}

// "caveat TEXT\nend\n" to TEXT.
std::string said(const std::string& record) {
  const std::size_t space = record.find(' ');
  return space == std::string::npos ? "" : record.substr(space + 1, record.size() - space - 6);
}

// A slice that can be believed: its sum is right and its environment exists.
Slice checked_slice(const std::string& record, const ChildAnswer& answer) {
  Slice slice = parse_slice(record, "slice");
  if (slice.tally.total() != slice.instances) throw Error("a slice does not add up");
  if (static_cast<std::size_t>(slice.environment) >= answer.plan.environments.size()) {
    throw Error("a slice has an environment that is not in the plan");
  }
  return slice;
}

// True when this was the last record.
bool read_record(const std::string& record, ChildAnswer& answer) {
  if (record.starts_with("plan ")) {
    answer.plan = parse_plan(record, "plan");
  } else if (record.starts_with("caveat ")) {
    answer.caveats.push_back(said(record));
  } else if (record.starts_with("slice ")) {
    answer.slices.push_back(checked_slice(record, answer));
  } else if (record.starts_with("error ")) {
    answer.end = ChildAnswer::End::Refused;
    answer.message = said(record);
    return true;
  } else if (record == "done\nend\n") {
    answer.end = ChildAnswer::End::Done;
    return true;
  } else {
    throw Error(fmt::format("'{}' is no part of an answer", record.substr(0, 40)));
  }
  return false;
}

Clock::duration seconds(double count) {
  return std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(count));
}

// Listens until the answer is complete, the child is gone, or its time is over.
class Listener {
 public:
  Listener(Child& child, ChildAnswer& answer, double patience, const std::atomic<bool>& stop,
           const std::function<void(const ChildAnswer&)>& on_slice)
      : child_(child),
        answer_(answer),
        deadline_(Clock::now() + seconds(patience)),
        stop_(stop),
        on_slice_(on_slice) {}

  void listen() {
    constexpr double kLook = 0.05;  // how soon a set `stop` is noticed
    bool open = true;
    while (open && !complete_) {
      open = child_.receive(heard_, kLook);
      read_records();
      if (stop_.load(std::memory_order_relaxed) && !told_) tell_to_stop();
      if (!complete_ && Clock::now() >= deadline_) return give_up();
    }
    if (!complete_) blame_the_dead();
    if (told_ && answer_.end == ChildAnswer::End::Done) answer_.end = ChildAnswer::End::Stopped;
  }

 private:
  void read_records() {
    while (!complete_) {
      const std::optional<std::string> record = take_record(heard_);
      if (!record) break;
      const std::size_t slices = answer_.slices.size();
      complete_ = understood(*record);
      if (answer_.slices.size() > slices && on_slice_) on_slice_(answer_);
    }
    if (heard_.size() > kMaxRecord) complete_ = garbled("a record has no end");
  }

  // True when there is no more to hear.
  bool understood(const std::string& record) {
    try {
      return read_record(record, answer_);
    } catch (const Error& error) {
      return garbled(error.message());
    }
  }

  bool garbled(const std::string& message) {
    answer_.end = ChildAnswer::End::Garbled;
    answer_.message = message;
    return true;
  }

  void tell_to_stop() {
    constexpr double kLastWords = 0.8;
    told_ = true;
    deadline_ = std::min(deadline_, Clock::now() + seconds(kLastWords));
    child_.terminate();
  }

  void give_up() {
    child_.kill();
    answer_.end = told_ ? ChildAnswer::End::Stopped : ChildAnswer::End::Hung;
    answer_.message = "it did not end in time";
  }

  void blame_the_dead() {
    answer_.end = ChildAnswer::End::Crashed;
    answer_.message = ending(child_.wait(1));
    if (answer_.message.empty()) answer_.message = "it ended without a word";
  }

  Child& child_;
  ChildAnswer& answer_;
  Clock::time_point deadline_;
  const std::atomic<bool>& stop_;
  const std::function<void(const ChildAnswer&)>& on_slice_;
  std::string heard_;
  bool told_ = false;
  bool complete_ = false;
};

}  // namespace

std::string_view to_string(ChildAnswer::End end) {
  switch (end) {
    case ChildAnswer::End::Done:
      return "done";
    case ChildAnswer::End::Stopped:
      return "stopped";
    case ChildAnswer::End::Refused:
      return "refused";
    case ChildAnswer::End::Crashed:
      return "crashed";
    case ChildAnswer::End::Hung:
      return "hung";
    case ChildAnswer::End::Garbled:
      return "garbled";
  }
  return "";
}

std::vector<Description> ask_what_it_has(const std::string& program,
                                         const std::vector<std::string>& arguments) {
  constexpr double kPatience = 20;  // before main, a program may take its time
  Child child(program, arguments);
  child.send("");
  std::string said;
  const Clock::time_point deadline = Clock::now() + seconds(kPatience);
  while (said.size() < kMaxRecord && Clock::now() < deadline) {
    if (child.receive(said, 0.1)) continue;
    const std::string end = ending(child.wait(1));
    if (!end.empty()) throw Error(fmt::format("{} ended with {}", program, end));
    return parse_descriptions(said, program);
  }
  throw Error(fmt::format("{} does not say which kernels it has", program));
}

ChildAnswer ask(const Launch& launch, const Plan& plan, const std::atomic<bool>& stop,
                const std::function<void(const ChildAnswer&)>& on_slice) {
  ChildAnswer answer{.plan = plan};
  Child child(launch.program, launch.arguments);
  child.send(to_string(plan));
  Listener(child, answer, plan.seconds + launch.grace, stop, on_slice).listen();
  return answer;
}

}  // namespace litmus
