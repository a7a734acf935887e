// Names to cycles and back: a family, then a tag for each thread.
#include "gen/names.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "gen/make_test.h"
#include "gen/tags.h"
#include "harness/error.h"
#include "lang/nearest.h"

namespace litmus {
namespace {

// The order of a one-access thread whose tag is left out: as strong as what the others say.
Access left_out_access(Shape shape, const std::vector<TaggedThread>& given) {
  bool all_sc = true;
  bool any_half = false;
  for (const TaggedThread& thread : given) {
    for (const Access& access : thread.accesses) {
      all_sc = all_sc && access.order == Order::SeqCst;
      any_half = any_half || (access.order != Order::SeqCst && access.order != Order::Relaxed);
    }
  }
  Access access{.update = shape == Shape::U};
  if (all_sc && !given.empty())
    access.order = Order::SeqCst;
  else if (any_half && shape == Shape::U)
    access.order = Order::AcqRel;
  else if (any_half)
    access.order = shape == Shape::R ? Order::Acquire : Order::Release;
  return access;
}

TaggedThread relaxed(Shape shape, bool coherence) { return read_tag("rlx", shape, coherence); }

// The edge from a thread that ends so to one that starts so; from reads to reads there is none.
std::optional<Edge> joining(Direction last, Direction first, bool external) {
  using Kind = Edge::Kind;
  if (last == Direction::W)
    return communication(first == Direction::W ? Kind::Co : Kind::Rf, external);
  if (first == Direction::W) return communication(Kind::Fr, external);
  return std::nullopt;
}

class NameReader {
 public:
  explicit NameReader(std::string_view name) : name_(name) {}

  Cycle read() {
    read_base();
    read_tags();
    std::vector<TaggedThread> threads = tagged_threads();
    Cycle cycle = join(threads);
    if (auto wrong = fault(cycle)) refuse(0, wrong->message, wrong->hint);
    return canonical(std::move(cycle));
  }

 private:
  void read_base() {
    std::size_t longest = 0;
    for (const Family& family : families()) {
      std::size_t length = family.name.size();
      bool starts =
          name_.starts_with(family.name) && (name_.size() == length || name_[length] == '+');
      if (!starts || length <= longest) continue;
      longest = length;
      shapes_ = family.shapes;
      coherence_ = family.coherence;
    }
    at_ = longest;
    if (longest == 0) read_shapes();
  }

  void read_shapes() {
    while (at_ <= name_.size()) {
      auto shape = shape_named(word_at(at_));
      if (!shape) break;
      shapes_.push_back(*shape);
      at_ += to_string(*shape).size() + 1;
    }
    if (at_ > 0) --at_;  // at the '+' before the first tag, or at the end
    if (shapes_.empty()) refuse_family();
  }

  static std::optional<Shape> shape_named(std::string_view word) {
    using enum Shape;
    for (Shape shape : {W, WW, RR, RW, WR, R, U}) {
      if (to_string(shape) == word) return shape;
    }
    return std::nullopt;
  }

  std::string_view word_at(std::size_t at) const {
    return name_.substr(at, name_.find('+', at) - at);
  }

  void read_tags() {
    while (at_ < name_.size()) {
      std::string_view tag = word_at(++at_);
      tags_.push_back({tag, at_});
      at_ += tag.size();
    }
  }

  std::vector<TaggedThread> tagged_threads() {
    auto several = static_cast<std::size_t>(
        std::count_if(shapes_.begin(), shapes_.end(), [](Shape s) { return !is_single(s); }));
    bool all = tags_.size() == shapes_.size();
    if (!tags_.empty() && !all && tags_.size() != several) refuse_count(several);
    std::vector<TaggedThread> threads(shapes_.size());
    std::vector<TaggedThread> given;
    std::size_t next = 0;
    for (std::size_t i = 0; i < shapes_.size(); ++i) {
      if (tags_.empty())
        threads[i] = relaxed(shapes_[i], coherence_);
      else if (all || !is_single(shapes_[i]))
        given.push_back(threads[i] = read(tags_[next++], shapes_[i]));
    }
    for (std::size_t i = 0; i < shapes_.size(); ++i) {
      if (threads[i].accesses.empty()) threads[i].accesses = {left_out_access(shapes_[i], given)};
    }
    return threads;
  }

  struct Tag {
    std::string_view text;
    std::size_t at;
  };

  TaggedThread read(const Tag& tag, Shape shape) {
    try {
      return read_tag(tag.text, shape, coherence_);
    } catch (const Error& error) {
      refuse(tag.at, error.message(), error.hint());
    }
  }

  Cycle join(const std::vector<TaggedThread>& threads) {
    Cycle cycle;
    for (std::size_t i = 0; i < threads.size(); ++i) {
      const TaggedThread& thread = threads[i];
      for (std::size_t k = 0; k < thread.links.size(); ++k) {
        cycle.steps.push_back({thread.accesses[k], thread.links[k]});
      }
      Shape next = shapes_[(i + 1) % threads.size()];
      auto edge = joining(last_of(shapes_[i]), first_of(next), threads.size() > 1);
      if (!edge) {
        refuse(0,
               fmt::format("{} can not be followed by {}", to_string(shapes_[i]), to_string(next)),
               "no communication leads from a read to a read");
      }
      cycle.steps.push_back({thread.accesses.back(), *edge});
    }
    return cycle;
  }

  [[noreturn]] void refuse_family() const {
    std::vector<std::string_view> known;
    for (const Family& family : families()) known.push_back(family.name);
    std::string_view word = word_at(0);
    refuse(0, fmt::format("no family of tests is called '{}'", word),
           did_you_mean(word, known, "families are MP, SB, LB, IRIW, ... or shapes as in W+RW+WR"));
  }

  [[noreturn]] void refuse_count(std::size_t several) const {
    std::size_t n = shapes_.size();
    std::string allowed =
        several > 0 && several < n ? fmt::format("{} or {}", several, n) : fmt::format("{}", n);
    refuse(tags_.front().at,
           fmt::format("{} tag{} for {} thread{}", tags_.size(), tags_.size() == 1 ? "" : "s", n,
                       n == 1 ? "" : "s"),
           fmt::format("give {}: one for each thread{}, or none", allowed,
                       several < n ? ", those of one access may be left out" : ""));
  }

  [[noreturn]] void refuse(std::size_t at, const std::string& message,
                           const std::string& hint) const {
    throw Error(Place{.file = "test",
                      .line = 1,
                      .column = static_cast<int>(at) + 1,
                      .source = std::string(name_)},
                message, hint);
  }

  std::string_view name_;
  std::size_t at_ = 0;
  std::vector<Shape> shapes_;
  bool coherence_ = false;
  std::vector<Tag> tags_;
};

const Family* family_of(const std::vector<Shape>& shapes, bool coherence) {
  for (const Family& family : families()) {
    if (family.coherence == coherence && family.shapes == shapes) return &family;
  }
  return nullptr;
}

bool stays_at_one_location(const Cycle& cycle) {
  return std::all_of(cycle.steps.begin(), cycle.steps.end(),
                     [](const Step& step) { return step.edge.same_location; });
}

TaggedThread tagged(std::span<const Step> steps) {
  TaggedThread thread;
  for (const Step& step : steps) {
    thread.accesses.push_back(step.access);
    thread.links.push_back(step.edge);
  }
  thread.links.pop_back();
  return thread;
}

// The tags of those threads that need one. None at all if everything is relaxed and by default.
std::vector<std::string> tags_needed(const std::vector<TaggedThread>& threads,
                                     const std::vector<Shape>& shapes, bool coherence) {
  bool all_relaxed = true;
  std::vector<TaggedThread> several;
  for (std::size_t i = 0; i < threads.size(); ++i) {
    all_relaxed = all_relaxed && threads[i] == relaxed(shapes[i], coherence);
    if (!is_single(shapes[i])) several.push_back(threads[i]);
  }
  if (all_relaxed) return {};
  bool leave_out = true;
  for (std::size_t i = 0; i < threads.size(); ++i) {
    if (!is_single(shapes[i])) continue;
    leave_out = leave_out && threads[i].accesses[0] == left_out_access(shapes[i], several);
  }
  std::vector<std::string> tags;
  for (std::size_t i = 0; i < threads.size(); ++i) {
    if (leave_out && is_single(shapes[i])) continue;
    tags.push_back(tag_of(threads[i], shapes[i], coherence));
  }
  return tags;
}

}  // namespace

std::string name_of(const Cycle& cycle) {
  std::vector<Shape> threads_shapes = shapes(cycle);
  const Family* family = family_of(threads_shapes, stays_at_one_location(cycle));
  std::string name;
  if (family) {
    name = family->name;
  } else {
    for (Shape shape : threads_shapes) {
      name.append(name.empty() ? "" : "+").append(to_string(shape));
    }
  }
  std::vector<TaggedThread> tagged_threads;
  for (std::span<const Step> thread : threads(cycle)) tagged_threads.push_back(tagged(thread));
  bool coherence = family && family->coherence;
  for (const std::string& tag : tags_needed(tagged_threads, threads_shapes, coherence)) {
    name.append("+").append(tag);
  }
  return name;
}

Cycle cycle_of_name(std::string_view name) { return NameReader(name).read(); }

Test test_named(std::string_view word) {
  bool is_cycle =
      word.find_first_of(" ,\t\n") != std::string_view::npos || edge_named(word).has_value();
  Cycle cycle = is_cycle ? parse_cycle(word) : cycle_of_name(word);
  return make_test(cycle, name_of(cycle));
}

}  // namespace litmus
