// The words of the edges. A word is a head (Rfe, Pod, FenceScs, DpAddrd) and, where the head leaves
// them open, the directions of its ends; the table of all words is small enough to be searched.
#include "gen/edge.h"

#include <algorithm>
#include <utility>

namespace litmus {
namespace {

constexpr Direction kDirections[] = {Direction::R, Direction::W};

char letter(Direction direction) { return direction == Direction::R ? 'R' : 'W'; }

std::string_view fence_word(Order order) {
  switch (order) {
    case Order::Acquire:
      return "FenceAcq";
    case Order::Release:
      return "FenceRel";
    case Order::AcqRel:
      return "FenceAr";
    default:
      return "FenceSc";
  }
}

// What other tools call an edge, by the start of its word. The fences of one architecture stand for
// the C++ fence that compiles to them.
constexpr std::pair<std::string_view, std::string_view> kOtherWords[] = {
    {"Wse", "Coe"},        {"Wsi", "Coi"},         {"MFence", "FenceSc"}, {"Sync", "FenceSc"},
    {"DMB.SY", "FenceSc"}, {"DMB.LD", "FenceAcq"}, {"LwSync", "FenceAr"}, {"FenceAR", "FenceAr"},
};

std::string_view head(const Edge& edge) {
  switch (edge.kind) {
    case Edge::Kind::Rf:
      return "Rf";
    case Edge::Kind::Fr:
      return "Fr";
    case Edge::Kind::Co:
      return "Co";
    case Edge::Kind::Po:
      return "Po";
    case Edge::Kind::Fence:
      return fence_word(edge.fence);
    case Edge::Kind::Addr:
      return "DpAddr";
    case Edge::Kind::Data:
      return "DpData";
    case Edge::Kind::Ctrl:
      return "DpCtrl";
  }
  return "";
}

std::vector<Edge> make_all_edges() {
  using Kind = Edge::Kind;
  std::vector<Edge> edges;
  for (bool external : {false, true}) {
    for (Kind kind : {Kind::Rf, Kind::Fr, Kind::Co}) edges.push_back(communication(kind, external));
  }
  for (bool same : {false, true}) {
    for (Direction to : kDirections) {
      for (Direction from : kDirections) {
        edges.push_back(program_order(from, to, same));
        for (Order fence : {Order::Acquire, Order::Release, Order::AcqRel, Order::SeqCst}) {
          edges.push_back(fenced(fence, from, to, same));
        }
      }
      for (Kind kind : {Kind::Addr, Kind::Data, Kind::Ctrl}) {
        if (kind == Kind::Data && to == Direction::R) continue;  // a load takes no data
        edges.push_back(dependency(kind, to, same));
      }
    }
  }
  std::sort(edges.begin(), edges.end());
  return edges;
}

}  // namespace

Edge communication(Edge::Kind kind, bool external) {
  return {.kind = kind,
          .external = external,
          .same_location = true,
          .from = kind == Edge::Kind::Fr ? Direction::R : Direction::W,
          .to = kind == Edge::Kind::Rf ? Direction::R : Direction::W};
}

Edge program_order(Direction from, Direction to, bool same_location) {
  return {.kind = Edge::Kind::Po, .same_location = same_location, .from = from, .to = to};
}

Edge fenced(Order fence, Direction from, Direction to, bool same_location) {
  return {.kind = Edge::Kind::Fence,
          .same_location = same_location,
          .from = from,
          .to = to,
          .fence = fence};
}

Edge dependency(Edge::Kind kind, Direction to, bool same_location) {
  return {.kind = kind, .same_location = same_location, .from = Direction::R, .to = to};
}

std::string to_string(const Edge& edge) {
  std::string word(head(edge));
  if (edge.communicates()) return word += edge.external ? 'e' : 'i';
  word += edge.same_location ? 's' : 'd';
  if (!edge.depends()) word += letter(edge.from);
  return word += letter(edge.to);
}

std::optional<Edge> edge_named(std::string_view word) {
  for (const auto& [other, ours] : kOtherWords) {
    if (word.starts_with(other) && !word.starts_with(ours)) {
      return edge_named(std::string(ours) + std::string(word.substr(other.size())));
    }
  }
  const std::vector<std::string>& words = edge_words();
  auto found = std::find(words.begin(), words.end(), word);
  if (found == words.end()) return std::nullopt;
  return all_edges()[static_cast<std::size_t>(found - words.begin())];
}

const std::vector<Edge>& all_edges() {
  static const std::vector<Edge> kEdges = make_all_edges();
  return kEdges;
}

const std::vector<std::string>& edge_words() {
  static const std::vector<std::string> kWords = [] {
    std::vector<std::string> words;
    for (const Edge& edge : all_edges()) words.push_back(to_string(edge));
    return words;
  }();
  return kWords;
}

}  // namespace litmus
