/** A wine of class 0, as a body for `POST /predict`. */
export const wine = JSON.stringify({
  row: {
    alcohol: 13.2,
    malic_acid: 1.78,
    ash: 2.14,
    alcalinity_of_ash: 11.2,
    magnesium: 100,
    total_phenols: 2.65,
    flavanoids: 2.76,
    nonflavanoid_phenols: 0.26,
    proanthocyanins: 1.28,
    color_intensity: 4.38,
    hue: 1.05,
    'od280/od315_of_diluted_wines': 3.4,
    proline: 1050,
  },
})
