// Reading and writing tags.
#include "gen/tags.h"

#include <fmt/core.h>

#include <optional>

#include "gen/tag_items.h"
#include "harness/error.h"

namespace litmus {
namespace {

// What the links beside a middle access say of it; nothing if they leave it open.
std::optional<Direction> told_direction(const Link& before, const Link& after) {
  switch (before.kind) {
    case Edge::Kind::Rf:
      return Direction::R;
    case Edge::Kind::Fr:
    case Edge::Kind::Co:
    case Edge::Kind::Data:
      return Direction::W;
    default:
      break;
  }
  switch (after.kind) {
    case Edge::Kind::Rf:
    case Edge::Kind::Co:
      return Direction::W;
    case Edge::Kind::Po:
    case Edge::Kind::Fence:
      return std::nullopt;
    default:
      return Direction::R;
  }
}

void check_fits(const Items& items, std::string_view tag, Shape shape) {
  std::size_t given = items.accesses.size();
  if (is_single(shape) ? given == 1 : given >= 2) return;
  throw Error(fmt::format("'{}' tells of {} access{}, but a thread {} has {}", tag, given,
                          given == 1 ? "" : "es", to_string(shape),
                          is_single(shape) ? "one" : "two or more"),
              "one order for each access, as in rlx-rel");
}

TaggedThread thread_of(const Items& items, Shape shape) {
  TaggedThread thread;
  std::size_t n = items.accesses.size();
  std::vector<Direction> directions(n, first_of(shape));
  for (std::size_t i = 0; i < n; ++i) {
    thread.accesses.push_back(items.accesses[i].access);
    if (shape == Shape::U) thread.accesses[i].update = true;
    if (i == 0) continue;
    if (i + 1 == n) {
      directions[i] = last_of(shape);
      continue;
    }
    std::optional<Direction> told = told_direction(items.links[i - 1], items.links[i]);
    if (items.accesses[i].direction) told = items.accesses[i].direction;
    if (!told && items.accesses[i].access.update) told = Direction::W;
    if (!told) {
      throw Error("a middle access that may be a load or a store",
                  "write r. or w. before its order, as in rlx-po-w.rlx-po-rlx");
    }
    directions[i] = *told;
  }
  for (std::size_t i = 0; i + 1 < n; ++i) {
    thread.links.push_back(edge_of(items.links[i], directions[i], directions[i + 1]));
  }
  return thread;
}

// The words for a whole thread.
constexpr std::string_view kWords[] = {"rlx", "rel", "acq", "sc", "u.rel", "u.acq"};

// What such a word says of a thread of two accesses, or nothing if it does not fit the shape.
std::optional<Items> expand_word(std::string_view word, Shape shape, bool coherence) {
  Items items;
  items.accesses.resize(2);
  items.links.push_back(default_link(coherence));
  AccessItem item = *access_item(word);
  Direction wanted;
  switch (item.access.order) {
    case Order::Release:
      wanted = Direction::W;
      break;
    case Order::Acquire:
      wanted = Direction::R;
      break;
    default:
      items.accesses = {item, item};
      return items;
  }
  bool first = first_of(shape) == wanted;
  bool last = last_of(shape) == wanted;
  if (!first && !last) return std::nullopt;
  bool take_first = wanted == Direction::R ? first : !last;
  items.accesses[take_first ? 0 : 1] = item;
  return items;
}

bool is_word(std::string_view tag) {
  for (std::string_view word : kWords) {
    if (word == tag) return true;
  }
  return false;
}

std::string links_only(const TaggedThread& thread) {
  std::string text;
  for (const Edge& link : thread.links)
    text.append(text.empty() ? "" : "-").append(link_word(link_of(link)));
  return text;
}

// True if the links beside every middle access say whether it is a load or a store.
bool is_told(const TaggedThread& thread, std::size_t i) {
  if (i == 0 || i + 1 == thread.accesses.size() || thread.accesses[i].update) return true;
  return told_direction(link_of(thread.links[i - 1]), link_of(thread.links[i])).has_value();
}

std::string in_full(const TaggedThread& thread, Shape shape, bool coherence) {
  std::string text;
  for (std::size_t i = 0; i < thread.accesses.size(); ++i) {
    if (i > 0) {
      const Edge& before = thread.links[i - 1];
      text += '-';
      if (link_of(before) != default_link(coherence))
        text.append(link_word(link_of(before))) += '-';
    }
    if (!is_told(thread, i)) text += thread.links[i].from == Direction::R ? "r." : "w.";
    Access access = thread.accesses[i];
    if (shape == Shape::U) access.update = false;  // the shape says so
    text += access_word(access);
  }
  return text;
}

bool links_say_all(const TaggedThread& thread) {
  for (std::size_t i = 0; i < thread.accesses.size(); ++i) {
    if (thread.accesses[i] != Access{} || !is_told(thread, i)) return false;
  }
  return !thread.links.empty();
}

bool says(const Items& items, const TaggedThread& thread) {
  return items.accesses[0].access == thread.accesses[0] &&
         items.accesses[1].access == thread.accesses[1];
}

}  // namespace

Direction first_of(Shape shape) {
  switch (shape) {
    case Shape::W:
    case Shape::WW:
    case Shape::WR:
      return Direction::W;
    default:
      return Direction::R;
  }
}

Direction last_of(Shape shape) {
  switch (shape) {
    case Shape::R:
    case Shape::RR:
    case Shape::WR:
      return Direction::R;
    default:
      return Direction::W;
  }
}

bool is_single(Shape shape) { return shape == Shape::W || shape == Shape::R || shape == Shape::U; }

TaggedThread read_tag(std::string_view tag, Shape shape, bool coherence) {
  if (!is_single(shape) && is_word(tag)) {
    if (auto items = expand_word(tag, shape, coherence)) return thread_of(*items, shape);
    throw Error(
        fmt::format("'{}' does not fit a thread {}: it has no such access", tag, to_string(shape)),
        "rel is for threads that store, acq for threads that load");
  }
  Items items = read_items(tag, coherence);
  check_fits(items, tag, shape);
  return thread_of(items, shape);
}

std::string tag_of(const TaggedThread& thread, Shape shape, bool coherence) {
  if (thread.links.size() == 1 && link_of(thread.links[0]) == default_link(coherence)) {
    for (std::string_view word : kWords) {
      auto items = expand_word(word, shape, coherence);
      if (items && says(*items, thread)) return std::string(word);
    }
  } else if (links_say_all(thread)) {
    return links_only(thread);
  }
  return in_full(thread, shape, coherence);
}

}  // namespace litmus
